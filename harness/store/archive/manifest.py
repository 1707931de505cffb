"""The manifest of an archive: which files count, and what is in them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

from harness.frozen import frozen
from harness.store.archive.files import FOREIGN, NEWER, StoredFile, replace_file
from harness.store.flaws import UNREADABLE, Flaw, data_error

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "archive.json"
FORMAT = "splunk-detection-harness metric archive"
VERSION = 1
_HEAD = 200


@frozen
class Encoding:
    """How the values of a part are stored: as doubles, or as whole numbers of 10**-`decimals`, each or the difference
    from the one before.
    """

    decimals: int | None = None
    is_delta: bool = False


@frozen
class Part:
    """Some points of one metric in one index.

    `points` and `statistics` are its files, `height` the number of points, `earliest_s` and `latest_s` the times of
    the first and the last of them, `block` the number of points that were put in the order of series together,
    `slot_s` the width of the slots of the statistics.
    """

    index: str
    metric: str
    points: StoredFile
    statistics: StoredFile
    height: int
    earliest_s: float
    latest_s: float
    block: int
    slot_s: int
    encoding: Encoding


@frozen
class Manifest:
    """Everything that counts in an archive; `next_file` numbers the next new file, `series` is None for none."""

    resolution: Literal["s", "ms"] = "s"
    next_file: int = 1
    series: StoredFile | None = None
    parts: tuple[Part, ...] = ()
    before: tuple[str, ...] = ()
    """Files of the manifest before this one, which readers may still be at."""

    @property
    def files(self) -> list[StoredFile]:
        """Every file that counts."""
        found = [file for part in self.parts for file in (part.points, part.statistics)]
        return found if self.series is None else [self.series, *found]


def is_archive(path: Path) -> bool:
    """Whether a folder is an archive, or a file the manifest of one, by how the manifest begins."""
    manifest = path if path.name == MANIFEST else path / MANIFEST
    try:
        with manifest.open("rb") as file:
            return FORMAT.encode() in file.read(_HEAD)
    except OSError:
        return False


def load_manifest(folder: Path) -> Manifest:
    """The manifest of an archive.

    Raises: DatasetError for what is no archive, and for one of a version that is not known.
    """
    path = folder / MANIFEST
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise data_error(str(path), Flaw(UNREADABLE, f"the archive cannot be read: {error.strerror}")) from error
    except ValueError as error:
        raise _foreign(path, f"the manifest is not JSON: {error}") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise _foreign(path, "the manifest is not that of a metric archive")
    version = data.get("version")
    if version != VERSION:
        message = f"the archive has version {version!r} of its format; this harness reads version {VERSION}"
        raise data_error(str(path), Flaw(NEWER, message, help="update the harness, or make the archive anew with it"))
    try:
        return _manifest(data)
    except (KeyError, TypeError, ValueError) as error:
        raise _foreign(path, f"the manifest is incomplete: {error!r}") from error


def save_manifest(folder: Path, manifest: Manifest) -> None:
    """Makes a manifest the one that counts.

    Raises: OSError.
    """
    data = {"format": FORMAT, "version": VERSION, **asdict(manifest)}
    replace_file(folder, MANIFEST, json.dumps(data, indent=1).encode())


def _foreign(path: Path, message: str) -> Exception:
    return data_error(str(path), Flaw(FOREIGN, message, help="name the folder of a metric archive, or data files"))


def _manifest(data: dict[str, Any]) -> Manifest:
    resolution = data["resolution"]
    if resolution not in ("s", "ms"):
        raise ValueError(f"resolution {resolution!r}")
    series = None if data["series"] is None else StoredFile(**data["series"])
    parts = tuple(_part(part) for part in data["parts"])
    return Manifest(resolution, int(data["next_file"]), series, parts, tuple(data["before"]))


def _part(data: dict[str, Any]) -> Part:
    files = {name: StoredFile(**data[name]) for name in ("points", "statistics")}
    return Part(**{**data, **files, "encoding": Encoding(**data["encoding"])})
