"""`harness validate`: checks detections without running them."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command(name="validate", short_help="Check detections: schema, SPL, macros, lookups, tokens.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option(
    "--schema-out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write JSON Schemas for editors, with the names that this content holds, to this folder; check nothing.",
)
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="The content repository; default: the one around the first path or this folder.",
)
def command(paths: tuple[Path, ...], form: str, schema_out: Path | None, strict: bool, root: Path | None) -> int:
    """Checks detections and everything they use, and shows every mistake of every file with its place and a way out.

    A path is a file or a folder of the content; without one, all of it is checked.

    \b
    Examples:
      harness validate
      harness validate detections/cloud/kubernetes_newly_seen_tcp_edge.yml
      harness validate --format sarif > findings.sarif
      harness validate --schema-out .schemas
    """
    from harness.cli._findings import show_findings
    from harness.detections import validate, write_schemas
    from harness.errors import ConfigError
    from harness.runner.project import find_project

    for path in paths:
        if not path.exists():
            raise ConfigError(f"{path}: no such file or folder")
    project = find_project(root or (paths[0] if paths else Path()))
    if schema_out is not None:
        for written in write_schemas(project.content, schema_out):
            click.echo(written.as_posix())
        return 0
    diagnostics = validate(project.content, [path.resolve() for path in paths])
    show_findings(diagnostics, form, color=sys.stdout.isatty())
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    if form == "text":
        checked = len(project.content.checked_files(paths))
        click.secho(_summary(checked, errors, len(diagnostics) - errors), fg="red" if errors else "green", bold=True)
    return 1 if errors or (strict and diagnostics) else 0


def _summary(files: int, errors: int, warnings: int) -> str:
    parts = [
        f"{count} {noun}{'s' if count != 1 else ''}"
        for count, noun in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return f"{files} file{'s' if files != 1 else ''} checked: {', '.join(parts) or 'all valid'}"
