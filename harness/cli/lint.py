"""`harness lint`: checks detections for mistakes, cost and style, and mends what is safe to mend."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from harness.detections.linting import Choice
    from harness.diagnostics import Diagnostic


@click.command(name="lint", short_help="Check detections for mistakes, cost and style; mend what is safe.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--list", "lists", is_flag=True, help="Show every rule with its code and severity; check nothing.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option("--select", multiple=True, metavar="CODE", help="Tell these codes only; L01 stands for L010 to L019.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Do not tell these codes.")
@click.option("--fix", is_flag=True, help="Write what is safe to mend into the files.")
@click.option("--strict", is_flag=True, help="Notes fail too.")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="The content repository; default: the one around each path or this folder.",
)
def command(
    paths: tuple[Path, ...],
    lists: bool,
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    strict: bool,
    root: Path | None,
) -> int:
    """Runs every check that `harness validate` runs, and the rules about cost, risk and style of searches.

    A path is a file or a folder of content, or a Splunk app; without one, the content around this folder is checked.
    Errors and warnings fail, notes do not.  `harness explain CODE` shows a rule with a wrong and a right search.

    A comment keeps a finding quiet: # noqa: L003 above a key or at the end of a line, ``` noqa: L003 ``` inside SPL,
    # harness: noqa: L003 for a whole file.

    \b
    Examples:
      harness lint
      harness lint --list
      harness lint detections/cloud --ignore L012,L014
      harness lint --select L --format sarif > lint.sarif
      harness lint --fix
    """
    from harness.cli._colors import use_color
    from harness.cli._findings import show_findings
    from harness.detections.linting import read_choice
    from harness.errors import ConfigError

    choice = read_choice(select, ignore)
    if lists:
        _show_rules(form, choice)
        return 0
    for path in paths:
        if not path.exists():
            raise ConfigError(f"{path}: no such file or folder")
    found, files, mended = _linted(paths, root, choice, fix)
    show_findings(found, form, color=use_color())
    failed = [finding for finding in found if strict or finding.severity != "note"]
    if form == "text":
        click.secho(_summary(files, found, mended), fg="red" if failed else "green", bold=True)
    return 1 if failed else 0


def _linted(paths: Sequence[Path], root: Path | None, choice: Choice, fix: bool) -> tuple[list[Diagnostic], int, int]:
    """The findings that are left, the number of files that were looked at, and the number of mended findings."""
    from harness.detections.checking import paths_by_root
    from harness.detections.fixing import fix_files
    from harness.detections.linting import lint
    from harness.detections.loader import load_content
    from harness.detections.validation import count_files

    left: list[Diagnostic] = []
    files = mended = 0
    for folder, below in [(root, list(paths))] if root is not None else paths_by_root(paths):
        content = load_content(folder)
        found = lint(content, below, choice=choice)
        changed = sum(fix_files(found, content.files).values()) if fix else 0
        if changed:
            content = load_content(folder)
            found = lint(content, below, choice=choice)
        left += found
        files += count_files(content, below)
        mended += changed
    return left, files, mended


def _show_rules(form: str, choice: Choice) -> None:
    """Every rule: its code, severity, whether validate runs it, whether it can be mended, and its title."""
    from harness.detections.linting import listed_rules

    rules = [rule for rule in listed_rules() if rule.code in choice]
    if form == "json":
        from dataclasses import asdict
        from json import dumps

        click.echo(dumps([asdict(rule) for rule in rules], indent=2))
        return
    for rule in rules:
        marks = f"{'validate' if rule.in_validate else 'lint':8}  {'fix' if rule.is_fixable else '':3}"
        click.echo(f"{rule.code}  {rule.severity:7}  {marks}  {rule.title}")


def _summary(files: int, found: Sequence[Diagnostic], mended: int) -> str:
    counted = ((sum(each.severity == noun for each in found), noun) for noun in ("error", "warning", "note"))
    parts = [f"{count} {noun}{'s' if count != 1 else ''}" for count, noun in counted if count]
    done = f", {mended} mended" if mended else ""
    return f"{files} file{'s' if files != 1 else ''} checked: {', '.join(parts) or 'nothing found'}{done}"
