"""What a run's findings depend on: the harness itself, and the bytes of every file that is read."""

from __future__ import annotations

import os
import sys
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

import harness
from harness.detections.caching.disk import digest
from harness.detections.folders import (
    COMMANDS_FILE,
    COMMANDS_FOLDERS,
    CONF_FILES,
    CONF_FOLDERS,
    RULE_FILES,
    FolderReading,
    find_files,
    find_loose_files,
    layout_of,
    real_path,
)
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OURS = (".py", ".json")


@frozen
class Inputs:
    """The digest of each file that a run reads; `objects` are content files, `rest` is everything else."""

    objects: dict[Path, str] = field(default_factory=dict)
    rest: dict[Path, str] = field(default_factory=dict)
    detections: frozenset[Path] = frozenset()

    @property
    def whole(self) -> str:
        """The digest of all of them with their names."""
        return _digest_of({**self.objects, **self.rest})

    @property
    def surroundings(self) -> str:
        """The digest of all that a check of one detection may look at beside its file: all but other detections."""
        around = {path: found for path, found in self.objects.items() if path not in self.detections}
        return digest(_digest_of({**around, **self.rest}).encode(), *sorted(map(os.fsencode, self.detections)))


def harness_stamp() -> str:
    """Changes whenever a file of the harness does, or Python itself."""
    root = os.path.dirname(harness.__file__ or "")  # noqa: PTH120 - this runs before anything else does
    return digest(sys.version.encode(), *(entry.encode() for entry in sorted(_stamps(root))))


def _stamps(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _stamps(entry.path)
            elif entry.name.endswith(_OURS):
                stat = entry.stat()
                yield f"{entry.path} {stat.st_size} {stat.st_mtime_ns}"


def read_inputs(root: Path, paths: Sequence[Path] = ()) -> Inputs | None:
    """The digests of all that a validation of these paths with this root reads; None if something cannot be read."""
    try:
        readings = list(_readings(root, paths))
        if any(reading.diagnostics for reading in readings):
            return None
        files = [each for reading in readings for each in reading.files]
        objects = {path: _file_digest(path) for _, path in files}
        rest = {path: _file_digest(path) for path in _others(root, paths) if path not in objects}
    except OSError:
        return None
    return Inputs(objects, rest, frozenset(path for kind, path in files if kind == "detection"))


def _readings(root: Path, paths: Sequence[Path]) -> Iterator[FolderReading]:
    if layout_of(root) != "app":
        yield find_files(root)
    for path in paths:
        if path.is_dir() and not real_path(path).is_relative_to(real_path(root) / "detections"):
            yield find_loose_files(path)


def _others(root: Path, paths: Sequence[Path]) -> Iterator[Path]:
    """The files that are no content files of ours: conf files, rows of lookups, single files that were asked for."""
    for layer in CONF_FOLDERS:
        yield from (path for name in CONF_FILES if (path := root / layer / name).is_file())
    for place in COMMANDS_FOLDERS:
        yield from (path for name in (COMMANDS_FILE, *RULE_FILES) if (path := root / place / name).is_file())
    for folder in (root / "lookups", root / "detections" / "lookups"):
        if folder.is_dir():
            yield from sorted(folder.rglob("*.csv"))
    yield from (path for path in paths if path.is_file())


def _file_digest(path: Path) -> str:
    if not path.is_file():
        raise OSError(f"{path} is no file")  # opening a pipe would wait for its writer
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a thousand times in a run
        return digest(file.read())


def _digest_of(files: dict[Path, str]) -> str:
    return digest(*(f"{path} {found}".encode(errors="surrogatepass") for path, found in sorted(files.items())))
