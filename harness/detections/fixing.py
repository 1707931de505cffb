"""`harness lint --fix`: writes the edits of findings into the files.

An edit is written only where what it replaces stands in the file as it stands in the search, and only if the file
reads afterwards as it did, but for the edit: a text that YAML would read otherwise is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from harness.diagnostics import SourceText, Span, locate
from harness.diagnostics.yaml_text import YamlMapping, YamlScalar, parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from harness.diagnostics import Diagnostic
    from harness.diagnostics.diagnostic import Edit

_ENDINGS = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class _Change:
    """An edit at its place in the file; `search` is the edited text and the place there, None outside of one."""

    span: Span
    text: str
    edit: Edit
    search: SourceText | None


def fix_files(findings: Iterable[Diagnostic], files: Mapping[str, Path]) -> dict[Path, int]:
    """Mends what can be mended safely; gives how many findings were mended in each file.

    Input: `files` are the paths of the files by the names that diagnostics give them.
    """
    by_file: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        name = finding.location.source.name
        if finding.edits and name in files and files[name].suffix in _ENDINGS:
            by_file.setdefault(name, []).append(finding)
    mended: dict[Path, int] = {}
    for name, found in by_file.items():
        text, count = fixed(found[0].location.source, found)
        if count:
            files[name].write_bytes(text.encode())
            mended[files[name]] = count
    return mended


def fixed(file: SourceText, findings: Sequence[Diagnostic]) -> tuple[str, int]:
    """The text of a file with its findings mended, and how many of them were."""
    text, count = file.text, 0
    # From the end to the beginning, so that the places of what is still to be written stay where they are.
    for finding in sorted(findings, key=lambda each: each.location.span, reverse=True):
        changes = [_change(file, finding, edit) for edit in finding.edits]
        known = [change for change in changes if change is not None]
        if len(known) < len(changes) or any(_overlaps(change, text, file) for change in known):
            continue
        written = text
        for change in sorted(known, key=lambda each: each.span, reverse=True):
            written = written[: change.span.start] + change.text + written[change.span.end :]
        if written != text and _reads_as_meant(text, written, known):
            text, count = written, count + 1
    return text, count


def _overlaps(change: _Change, text: str, file: SourceText) -> bool:
    """Whether an edit further behind has already changed this place."""
    return text[: change.span.end] != file.text[: change.span.end]


def _change(file: SourceText, finding: Diagnostic, edit: Edit) -> _Change | None:
    """Where an edit is to be written, if what it replaces stands there as it is."""
    if finding.source.name == file.name and not finding.source.origins:
        return _Change(edit.span, edit.text, edit, None)
    before = locate(finding.source, Span(edit.span.start, edit.span.end))
    if before.via or before.source.text != file.text:
        return None
    style = _style(file.text, before.span.start)
    old = _written(finding.source.text[edit.span.start : edit.span.end], style)
    start = before.span.start
    if file.text[start : start + len(old)] != old:
        return None
    return _Change(Span(start, start + len(old)), _written(edit.text, style), edit, finding.source)


def _style(text: str, offset: int) -> str:
    """How the search around an offset is quoted."""
    root = parse_yaml(SourceText("", text)).root
    node = root.child("search") if root is not None else None
    if isinstance(node, YamlScalar) and node.span.start <= offset <= node.span.end:
        return node.style
    return ""


def _written(text: str, style: str) -> str:
    if style == "'":
        return text.replace("'", "''")
    return text.replace("\\", "\\\\").replace('"', '\\"') if style == '"' else text


def _reads_as_meant(before: str, after: str, changes: Sequence[_Change]) -> bool:
    """Whether the file reads as it did, but for the changed search."""
    old, new = _read(before), _read(after)
    if old is None or new is None:
        return False
    if all(change.search is None for change in changes):
        return old == new
    search = str(old.get("search"))
    for change in sorted(changes, key=lambda each: each.edit.span, reverse=True):
        search = search[: change.edit.span.start] + change.edit.text + search[change.edit.span.end :]
    return new == {**old, "search": search}


def _read(text: str) -> dict[str, Any] | None:
    file = parse_yaml(SourceText("", text))
    return file.root.to_python() if isinstance(file.root, YamlMapping) and not file.errors else None
