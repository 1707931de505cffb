"""`harness fmt`: searches in canonical SPL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.detections.formatting import FormattedFile


@click.command(name="fmt", short_help="Write the searches of detections in canonical SPL.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--check", "mode", flag_value="check", help="Name the files that would change; fail if any would.")
@click.option("--write", "mode", flag_value="write", help="Change the files.")
@click.option("--diff", "mode", flag_value="diff", default="diff", help="Show what would change.  This is the default.")
@click.option("-v", "--verbose", is_flag=True, help="Say of each search that is left as it is why it is.")
def command(paths: tuple[Path, ...], mode: str, verbose: bool) -> int:
    """Formats the SPL inside the YAML of detections, baselines and macros, one command a line, and nothing else.

    Every byte outside a search stays as it is, and so does the way in which YAML writes it.  A formatted search reads
    to the very same search, or it is left as it is: one with comments, for example.

    \b
    Examples:
      harness fmt
      harness fmt --check detections
      harness fmt --write detections/cloud/kubernetes_newly_seen_tcp_edge.yml
    """
    from harness.errors import ConfigError

    for path in paths:
        if not path.exists():
            raise ConfigError(f"{path}: no such file or folder")
    seen = changed = left = 0
    for file in _formatted(paths):
        seen += 1
        changed += file.is_changed
        left += bool(file.notes)
        _show(file, mode)
        if verbose:
            _show_notes(file)
    click.secho(_summary(seen, changed, left, mode), bold=True, err=mode == "diff")
    return 1 if mode == "check" and changed else 0


def _formatted(paths: Sequence[Path]) -> Iterator[FormattedFile]:
    from harness.detections.checking import paths_by_root
    from harness.detections.formatting import SEARCH_KEYS, format_file, knowledge_of
    from harness.detections.selecting import select_files

    for root, below in paths_by_root(paths):
        known = knowledge_of(root)
        for kind, path, name in select_files(root, below):
            if kind in SEARCH_KEYS:
                yield format_file(kind, path, name, known)


def _show(file: FormattedFile, mode: str) -> None:
    if not file.is_changed:
        return
    if mode == "diff":
        import difflib

        before, after = (text.splitlines(keepends=True) for text in (file.before, file.after))
        for line in difflib.unified_diff(before, after, file.name, file.name):
            click.secho(line.rstrip("\r\n"), fg={"+": "green", "-": "red"}.get(line[0]))
        return
    if mode == "write":
        from harness.errors import ConfigError

        try:
            file.write()
        except OSError as error:
            raise ConfigError(f"{file.name} cannot be written: {error.strerror}") from error
    click.echo(f"{'would change' if mode == 'check' else 'changed'}: {file.name}")


def _show_notes(file: FormattedFile) -> None:
    for note in file.notes:
        click.echo(str(note), err=True)


def _summary(seen: int, changed: int, left: int, mode: str) -> str:
    would = "changed" if mode == "write" else "would change"
    kept = f", {left} left as they are (-v says why)" if left else ""
    return f"{seen} file{'s' if seen != 1 else ''} looked at: {changed} {would}{kept}"
