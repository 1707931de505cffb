"""`harness parse`: shows how SPL is understood."""

from __future__ import annotations

import sys

import click


@click.command(name="parse", short_help="Show how SPL is understood, or why it is not.")
@click.argument("spl", metavar="SPL")
@click.option(
    "--format",
    "form",
    type=click.Choice(["spl", "json"]),
    default="spl",
    show_default=True,
    help="Canonical SPL, or the syntax tree.",
)
def command(spl: str, form: str) -> int:
    """Prints canonical SPL, one command a line, or the syntax tree as JSON.  `-` reads the SPL from standard input.

    Macros and declared commands of add-ons come from the content repository around this folder.  SPL that is wrong is
    shown with its place and a way out, and the exit code is 1; what is right and rarely meant, as a warning.

    \b
    Examples:
      harness parse 'index=main error | stats count by host'
      harness parse --format json '| makeresults | eval x=1+2*3'
    """
    from harness.cli._searching import project_externals, project_macros
    from harness.diagnostics import SourceText, render_text
    from harness.spl.parsing import parse
    from harness.spl.syntax.tree_json import render_tree

    text = sys.stdin.read() if spl == "-" else spl
    source = SourceText("<stdin>" if spl == "-" else "<search>", text)
    pipeline = parse(source, macros=project_macros(), externals=project_externals())
    if pipeline.warnings:
        click.echo(render_text(pipeline.warnings), err=True)
    click.echo(render_tree(pipeline) if form == "json" else str(pipeline))
    return 0
