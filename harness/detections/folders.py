"""Which files of a folder are content, and of which kind.

Four layouts are read.  In our own, macros, lookups, baselines, stories and deployments are folders inside the
detections' folder; in the one of Splunk's security content they stand beside it; both may be there at once.  A Splunk
app is a folder with `default` or `local` that holds conf files (`conf/` reads those).  In any other folder a file is
what the folder around it is called after, or else what its keys say.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from harness.diagnostics import Diagnostic, SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from harness.detections.schema import Kind

    KindOf: TypeAlias = Callable[[Path], Kind | None]

Layout: TypeAlias = Literal["content", "app", "loose"]

KNOWLEDGE_FOLDERS: Mapping[str, Kind] = {
    "macros": "macro",
    "stories": "story",
    "deployments": "deployment",
    "baselines": "baseline",
    "lookups": "lookup",
}
"""The folders that hold one kind of content each; every other folder holds detections."""

DETECTIONS_FOLDER = "detections"
CONF_FOLDERS = ("default", "local")
"""The folders of an app's conf files; what the later one says wins."""

CONF_FILES = ("macros.conf", "savedsearches.conf", "transforms.conf", "props.conf", "eventtypes.conf", "tags.conf")
RULE_FILES = ("props.conf", "transforms.conf", "eventtypes.conf", "tags.conf", "fields.conf")
"""What says which fields events get at search time; content of any layout may have them where commands.conf may be."""

COMMANDS_FILE = "commands.conf"
COMMANDS_FOLDERS = ("", DETECTIONS_FOLDER, *CONF_FOLDERS)
"""Where content of any layout may declare the commands of add-ons that its searches use."""

_ENDINGS = (".yml", ".yaml")
_BESIDE = frozenset(
    {"data_sources", "dashboards", "investigations", "playbooks", "response_templates", "workbooks", "docs", "tests"}
)
"""Folders beside the detections' one whose YAML files, if they have any, are not content that we judge."""

_LONGEST_LOOK = 65_536
_KEY = re.compile(r"^([a-z_]+)\s*:[ \t]*([^\r\n]*)", re.MULTILINE)


@dataclass(slots=True)
class FolderReading:
    """The content files found so far, and what was wrong with the folders on the way."""

    files: list[tuple[Kind, Path]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def real_path(path: Path) -> Path:
    """The path with every link followed; unlike `Path.resolve`, a link that leads back to itself stays as it is."""
    return Path(os.path.realpath(path))


def find_root(start: Path) -> Path | None:
    """The folder of the content that holds `start`: the nearest one upwards that is laid out as content or as an app.

    `start` may be a file.  None where there is no such folder; relative where it is in this folder.
    """
    start = real_path(start)
    found = next((folder for folder in (start, *start.parents) if layout_of(folder) != "loose"), None)
    return _shown(found) if found is not None else None


def _shown(folder: Path) -> Path:
    """The folder as messages show it: relative where it is this folder or one below it."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def layout_of(folder: Path) -> Layout:
    """How the content of a folder is laid out, as its names tell."""
    if (folder / DETECTIONS_FOLDER).is_dir() and folder.name != "tests":
        return "content"
    if any((folder / layer / name).is_file() for layer in CONF_FOLDERS for name in CONF_FILES):
        return "app"
    if folder.name in (DETECTIONS_FOLDER, "tests"):
        return "loose"
    return "content" if sum((folder / name).is_dir() for name in KNOWLEDGE_FOLDERS) > 1 else "loose"


def find_files(root: Path) -> FolderReading:
    """Every YAML file of content below `root`, in the order of kinds and paths; no file of a hidden folder."""
    reading = FolderReading()
    if not root.is_dir():
        way_out = "give the folder that holds the content, such as detections"
        reading.diagnostics.append(problem_with("DET110", f"{root} is not a folder", root, way_out))
        return reading
    inner = root / DETECTIONS_FOLDER
    if not inner.is_dir() and root.name != DETECTIONS_FOLDER and layout_of(root) == "loose":
        return find_loose_files(root)
    base = inner if inner.is_dir() else root
    skipped = frozenset(base / name for name in (*KNOWLEDGE_FOLDERS, *(_BESIDE if base == root else ())))
    reading.files += [("detection", path) for path in _walk(base, skipped, reading.diagnostics)]
    for name, kind in KNOWLEDGE_FOLDERS.items():
        for folder in dict.fromkeys((base / name, root / name)):
            if folder.is_dir():
                reading.files += [(kind, path) for path in _walk(folder, frozenset(), reading.diagnostics)]
    return reading


def find_loose_files(root: Path) -> FolderReading:
    """Every YAML file below a folder of any layout that is content by its place or by its keys."""
    reading = FolderReading()
    order = {kind: number for number, kind in enumerate(("detection", *KNOWLEDGE_FOLDERS.values()))}
    found = ((loose_kind(path), path) for path in _walk(root, frozenset(), reading.diagnostics))
    reading.files += sorted(((kind, path) for kind, path in found if kind), key=lambda each: (order[each[0]], each[1]))
    return reading


def loose_kind(path: Path) -> Kind | None:
    """What a file is called after the nearest folder around it that says so, or by its keys; None if it is no content.

    A file that cannot be read is taken for a detection, so that reading it says why.
    """
    keys = _keys(path)
    if keys is None:
        return "detection"
    if "tests" in keys and "search" not in keys:
        return None
    for folder in (each.name for each in path.absolute().parents):
        if folder in KNOWLEDGE_FOLDERS:
            return KNOWLEDGE_FOLDERS[folder]
        if folder == DETECTIONS_FOLDER:
            return "detection"
    return _kind_by_keys(keys)


def _kind_by_keys(keys: Mapping[str, str]) -> Kind | None:
    if "search" in keys or "how_to_implement" in keys:
        return "baseline" if keys.get("type", "").strip("'\" ") == "Baseline" else "detection"
    if "name" not in keys:
        return None
    by_key: Mapping[str, Kind] = {
        "definition": "macro",
        "narrative": "story",
        "scheduling": "deployment",
        "lookup_type": "lookup",
        "collection": "lookup",
        "filename": "lookup",
    }
    return next((kind for key, kind in by_key.items() if key in keys), None)


def _keys(path: Path) -> Mapping[str, str] | None:
    """The keys at the left margin of a file and what stands behind them; None if it cannot be read."""
    if not path.is_file():
        return None  # opening a pipe would wait for its writer
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            text = file.read(_LONGEST_LOOK)
    except OSError:
        return None
    return {match[1]: match[2] for match in _KEY.finditer(text)}


def problem_with(code: str, message: str, path: Path, way_out: str) -> Diagnostic:
    """A finding about a file or folder that has no text to point into."""
    return Diagnostic(code, message, SourceText(str(path), ""), Span(0, 0), help=way_out)


class Selection:
    """Which files were asked for: those that are, or are below, one of some paths; every file without paths."""

    def __init__(self, paths: Sequence[Path] = ()) -> None:
        self._wanted = frozenset(os.path.realpath(path) for path in paths)
        self._real_folder = cache(self._resolved)

    def __contains__(self, path: Path) -> bool:
        if not self._wanted:
            return True
        # Content folders hold many files; resolving each path by itself costs more than reading the file.
        if path.is_symlink():
            return self._holds(os.path.realpath(path))
        folder, name = os.path.split(path)
        real, holds = self._real_folder(folder)
        return holds or os.path.join(real, name) in self._wanted  # noqa: PTH118 - see above

    def _resolved(self, folder: str) -> tuple[str, bool]:
        real = os.path.realpath(folder)
        return real, self._holds(real)

    def _holds(self, path: str) -> bool:
        return any(path == each or path.startswith(each.rstrip(os.sep) + os.sep) for each in self._wanted)


def _walk(folder: Path, skipped: frozenset[Path], found: list[Diagnostic]) -> Iterator[Path]:
    """The content files below a folder; symbolic links are followed, but never into a folder above them."""
    yield from _walk_below(folder, skipped, found, (os.path.realpath(folder),))


def _walk_below(
    folder: Path, skipped: frozenset[Path], found: list[Diagnostic], above: tuple[str, ...]
) -> Iterator[Path]:
    for entry in _entries(folder, found):
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if _is_folder(entry):
            if path in skipped:
                continue
            real = os.path.realpath(path)
            if real in above:
                way_out = "remove the link; content folders are read with everything below them"
                found.append(problem_with("DET111", f"{path} leads back to a folder that it is in", path, way_out))
            else:
                yield from _walk_below(path, skipped, found, (*above, real))
                if entry.name.endswith(_ENDINGS):
                    yield path  # reading it says that it is a folder
        elif entry.name.endswith(_ENDINGS):
            yield path


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads back to itself; reading it says so
        return False


def _entries(folder: Path, found: list[Diagnostic]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        way_out = "make the folder readable, or take it out of the content"
        found.append(problem_with("DET112", f"{folder} cannot be read: {error.strerror}", folder, way_out))
        return []
