"""`harness validate`: checks detections without running them."""

from __future__ import annotations

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
@click.option("--no-cache", is_flag=True, help="Look at every file again, and keep nothing for the next run.")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="The content repository; default: the one around the first path or this folder.",
)
def command(
    paths: tuple[Path, ...], form: str, schema_out: Path | None, strict: bool, no_cache: bool, root: Path | None
) -> int:
    """Checks detections and everything they use, and shows every mistake of every file with its place and a way out.

    A path is a file or a folder: a repository in our layout or in that of Splunk's security content, a Splunk app
    (savedsearches.conf, macros.conf, transforms.conf), a part of one of these, or any folder that holds detections.
    Without a path, the content around this folder is checked.

    \b
    Examples:
      harness validate
      harness validate detections/cloud/kubernetes_newly_seen_tcp_edge.yml
      harness validate etc/apps/my_app
      harness validate --format sarif > findings.sarif
      harness validate --schema-out .schemas
    """
    from harness.cli._colors import use_color
    from harness.cli._findings import show_findings
    from harness.detections.checking import check_paths, paths_by_root, user_cache
    from harness.errors import ConfigError

    for path in paths:
        if not path.exists():
            raise ConfigError(f"{path}: no such file or folder")
    if schema_out is not None:
        _write_schemas(root or paths_by_root(paths[:1])[0][0], schema_out)
        return 0
    groups = [(root, list(paths))] if root is not None else paths_by_root(paths)
    cache = None if no_cache else user_cache()
    checked = [check_paths(folder, below, cache=cache) for folder, below in groups]
    diagnostics = [finding for each in checked for finding in each.diagnostics]
    show_findings(diagnostics, form, color=use_color())
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    if form == "text":
        summary = _summary(sum(each.files for each in checked), errors, len(diagnostics) - errors)
        click.secho(summary, fg="red" if errors else "green", bold=True)
    return 1 if errors or (strict and diagnostics) else 0


def _write_schemas(root: Path, folder: Path) -> None:
    from harness.detections import load_content, write_schemas

    for written in write_schemas(load_content(root), folder):
        click.echo(written.as_posix())


def _summary(files: int, errors: int, warnings: int) -> str:
    parts = [
        f"{count} {noun}{'s' if count != 1 else ''}"
        for count, noun in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return f"{files} file{'s' if files != 1 else ''} checked: {', '.join(parts) or 'all valid'}"
