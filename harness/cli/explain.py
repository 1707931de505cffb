"""`harness explain`: the page of a diagnostic code, or a detection stage by stage."""

from __future__ import annotations

import click


@click.command(name="explain", short_help="Explain a diagnostic's code, or a detection stage by stage.")
@click.argument("subject", metavar="CODE|DETECTION")
@click.option(
    "--test", "test_name", metavar="TEXT", help="Which test's data to use for a detection; default: its first one."
)
@click.option(
    "--rows", default=3, show_default=True, type=click.IntRange(0), help="Sample results shown after each command."
)
def command(subject: str, test_name: str | None, rows: int) -> int:
    """Explains a diagnostic's code with bad and good SPL, or runs a detection and shows what every command does.

    \b
    Examples:
      harness explain SPL301
      harness explain kubernetes_newly_seen_tcp_edge
      harness explain detections/cloud/kubernetes_newly_seen_tcp_edge.yml --test "boundary"
    """
    from harness.diagnostics.codes import CODES

    page = CODES.get(subject.upper())
    if page is not None:
        from harness.cli._explaining import show_page

        return show_page(page)
    from harness.cli._explaining import show_detection

    return show_detection(subject, test_name, rows)
