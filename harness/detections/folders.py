"""Which files of a folder are content, and of which kind.

Two layouts are read, and both at once: our own, where macros, lookups, baselines, stories and deployments are folders
inside the detections' folder, and the one of Splunk's security content, where they stand beside it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.diagnostics import Diagnostic, SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from harness.detections.schema import Kind

KNOWLEDGE_FOLDERS: Mapping[str, Kind] = {
    "macros": "macro",
    "stories": "story",
    "deployments": "deployment",
    "baselines": "baseline",
    "lookups": "lookup",
}
"""The folders that hold one kind of content each; every other folder holds detections."""

DETECTIONS_FOLDER = "detections"
_ENDINGS = (".yml", ".yaml")


@dataclass(slots=True)
class FolderReading:
    """The content files found so far, and what was wrong with the folders on the way."""

    files: list[tuple[Kind, Path]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def find_files(root: Path) -> FolderReading:
    """Every content file below `root`, in the order of kinds and paths; no file of a hidden folder."""
    reading = FolderReading()
    inner = root / DETECTIONS_FOLDER
    base = inner if inner.is_dir() else root
    if not root.is_dir():
        way_out = "give the folder that holds the content, such as detections"
        reading.diagnostics.append(problem_with("DET110", f"{root} is not a folder", root, way_out))
        return reading
    skipped = {base / name for name in KNOWLEDGE_FOLDERS}
    reading.files += [("detection", path) for path in _walk(base, skipped, reading.diagnostics)]
    for name, kind in KNOWLEDGE_FOLDERS.items():
        for folder in dict.fromkeys((base / name, root / name)):
            if folder.is_dir():
                reading.files += [(kind, path) for path in _walk(folder, set(), reading.diagnostics)]
    return reading


def problem_with(code: str, message: str, path: Path, way_out: str) -> Diagnostic:
    """A finding about a file or folder that has no text to point into."""
    return Diagnostic(code, message, SourceText(str(path), ""), Span(0, 0), help=way_out)


def _walk(folder: Path, skipped: set[Path], found: list[Diagnostic]) -> Iterator[Path]:
    """The content files below a folder; symbolic links are followed, but never into a folder above them."""
    yield from _walk_below(folder, skipped, found, (os.path.realpath(folder),))


def _walk_below(folder: Path, skipped: set[Path], found: list[Diagnostic], above: tuple[str, ...]) -> Iterator[Path]:
    for path in _entries(folder, found):
        if path.name.startswith(".") or path in skipped:
            continue
        if path.is_dir():
            real = os.path.realpath(path)
            if real in above:
                way_out = "remove the link; content folders are read with everything below them"
                found.append(problem_with("DET111", f"{path} leads back to a folder that it is in", path, way_out))
            else:
                yield from _walk_below(path, skipped, found, (*above, real))
        elif path.suffix in _ENDINGS:
            yield path


def _entries(folder: Path, found: list[Diagnostic]) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        way_out = "make the folder readable, or take it out of the content"
        found.append(problem_with("DET112", f"{folder} cannot be read: {error.strerror}", folder, way_out))
        return []
