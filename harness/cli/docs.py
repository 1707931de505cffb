"""`harness docs`: writes the generated pages."""

from __future__ import annotations

from pathlib import Path

import click


@click.group(name="docs", short_help="Write the generated pages of the project.")
def command() -> None:
    """Writes the pages that are generated from the code.

    \b
    Examples:
      harness docs build
      harness docs build --check
    """


@command.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a page is out of date.")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The root of the project.",
)
def build(check: bool, root: Path) -> int:
    """Writes the reference of commands and functions, and the list of diagnostic codes."""
    from harness.cli._docs import generated_pages

    stale = 0
    for page in generated_pages(root):
        current = page.path.is_file() and page.path.read_text(encoding="utf-8") == page.text
        if not current and not check:
            page.path.parent.mkdir(parents=True, exist_ok=True)
            page.path.write_text(page.text, encoding="utf-8", newline="\n")
        stale += not current
        click.echo(f"{page.path.as_posix()}: {'current' if current else 'out of date' if check else 'written'}")
    return 1 if check and stale else 0
