"""`harness test`: runs the tests of detections."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="test", short_help="Run the tests of detections.")
@click.argument("targets", nargs=-1, metavar="[PATH|NAME]...")
@click.option(
    "-k", "keyword", metavar="EXPR", help="Only tests whose name holds this text (`not x`, `x or y` work too)."
)
@click.option("-x", "--exitfirst", is_flag=True, help="Stop after the first test that does not pass.")
@click.option(
    "-n", "workers", metavar="N", default="0", help="Spread the tests over N processes; auto: one for each core."
)
@click.option("--type", "test_type", type=click.Choice(["unit", "integration"]), help="Only tests of this type.")
@click.option(
    "--backend", type=click.Choice(["embedded"]), default="embedded", show_default=True, help="Where searches run."
)
@click.option("--junitxml", type=click.Path(dir_okay=False, path_type=Path), help="Write a JUnit report to this file.")
@click.option("-v", "--verbose", is_flag=True, help="One line for each test.")
@click.option("-q", "--quiet", is_flag=True, help="Only failures and the sum.")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The content repository; default: the one around this folder.",
)
def command(
    targets: tuple[str, ...],
    keyword: str | None,
    exitfirst: bool,
    workers: str,
    test_type: str | None,
    backend: str,
    junitxml: Path | None,
    verbose: bool,
    quiet: bool,
    root: Path,
) -> int:
    """Runs the tests of detections and shows, for each detection, the table of Splunk's own page.

    A target is a detection or test file, a folder, or a part of a detection's name.  Without one, all tests run.

    \b
    Examples:
      harness test
      harness test detections/cloud/kubernetes_newly_seen_tcp_edge.yml
      harness test tcp_edge -k "boundary" -x
      harness test -n auto --junitxml junit.xml
    """
    from harness.cli._testing import show_run
    from harness.runner.project import find_project
    from harness.runner.selection import Selection

    project = find_project(root)
    selection = Selection(targets, keyword, test_type, exitfirst)
    return show_run(
        project, selection, workers=workers, junitxml=junitxml, verbose=verbose, quiet=quiet, backend=backend
    )
