"""Prints diagnostics in the form that was asked for."""

from __future__ import annotations

from collections.abc import Sequence

import click

from harness.diagnostics import Diagnostic, render_github, render_json, render_sarif, render_text


def show_findings(diagnostics: Sequence[Diagnostic], form: str, *, color: bool) -> None:
    """Prints to standard output; JSON and SARIF are printed even where there is no finding."""
    if form == "json":
        click.echo(render_json(diagnostics))
    elif form == "sarif":
        click.echo(render_sarif(diagnostics))
    elif diagnostics:
        text = render_github(diagnostics) if form == "github" else render_text(diagnostics, color=color)
        click.echo(text.rstrip("\n") + "\n")
