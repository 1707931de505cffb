"""Datasets and files of metrics in another format, without loss: what a format cannot carry is refused, with its line.

A new dataset keeps what the manifest says of the old one, its ground truth and its events.  It has no scenario, since
that would generate the old files.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, cast

from harness.datasets.kinds import METRICS
from harness.datasets.manifest import MANIFEST_NAME, TRUTH_NAME, DataFile, Dataset, load_dataset
from harness.datasets.problems import no_dataset
from harness.datasets.writing import Written, dump, staged
from harness.frozen import frozen
from harness.timerange import render_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from harness.store.formats import MetricFormat, MetricPoint, Skipped


@frozen
class Converted:
    """What was written, and how many records were skipped since they were wrong."""

    paths: tuple[Path, ...]
    points: int
    skipped: int


class DigestStream:
    """A file that is written, packed or not, and the checksum of what was written."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Writes, and counts into the checksum."""
        self._digest.update(data)
        return self._stream.write(data)

    def checksum(self) -> str:
        """The SHA-256 of everything written."""
        return self._digest.hexdigest()


def convert_dataset(source: str | Path, form: str, out: Path, skipped: Skipped | None = None) -> Converted:
    """Writes a dataset with its metrics in another format; with `skipped`, wrong records are counted and left out.

    Raises: DatasetError for a dataset that is wrong, a point that the format cannot carry, and for a folder that holds
    something already.
    """
    from harness.store.formats import find_format

    dataset, target = load_dataset(source), find_format(form)
    with new_folder(out) as stage:
        items, total = [], 0
        for file in dataset.files:
            item = _converted(dataset, file, target, stage, skipped) if file.kind == METRICS else _copied(file, stage)
            total += int(item["points"]) if file.kind == METRICS else 0
            items.append(item)
        (stage / MANIFEST_NAME).write_text(_manifest(dataset, items, out.name), encoding="utf-8", newline="\n")
        if dataset.truth is not None:
            shutil.copyfile(dataset.truth, stage / TRUTH_NAME)
        names = sorted(file.name for file in stage.iterdir())
    return Converted(tuple(out / name for name in names), total, skipped.count if skipped else 0)


def convert_file(
    source: Path,
    form: str,
    out: Path,
    index: str | None = None,
    name: str | None = None,
    skipped: Skipped | None = None,
) -> Converted:
    """Writes one file of metrics in another format, into a folder.

    Input: `index` for points that name none; `name` of the format of the source, detected without.
    Raises: DatasetError, as for datasets.
    """
    from harness.store.formats import find_format, read_points

    target = find_format(form)
    with new_folder(out) as stage:
        path = stage / file_name(source, target)
        written = write_points(path, read_points(source, name, index, target=target, skipped=skipped), target)
    return Converted((out / path.name,), written.points, skipped.count if skipped else 0)


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """A folder whose files move to `out` when the block ends well; `out` is made, and must hold no dataset.

    Raises: DatasetError where it holds one, or cannot be written to.
    """
    if (out / MANIFEST_NAME).exists() or (out.exists() and not out.is_dir()):
        what = "a dataset already" if out.is_dir() else "a file"
        raise no_dataset(out, "DS309", f"{out.name} is {what}", "name another folder, or remove that one")
    existed = out.is_dir()
    try:
        out.mkdir(parents=True, exist_ok=True)
        with staged(out) as stage:
            yield stage
    except OSError as error:
        message = f"the folder cannot be written: {error.strerror or error}"
        raise no_dataset(out, "DS309", message, "check the permissions and the space of the folder") from error
    finally:
        if not existed and out.is_dir() and not any(out.iterdir()):
            out.rmdir()


def file_name(source: Path, target: MetricFormat) -> str:
    """The name of a file in another format: packed, unless the format packs itself."""
    stem = source.name.removesuffix(".gz").partition(".")[0]
    return f"{stem}{target.endings[0]}{'.gz' if target.is_text else ''}"


def write_points(path: Path, points: Iterable[MetricPoint], target: MetricFormat) -> Written:
    """Writes points into a file, packed where its name says so; the same points give the same content."""
    count = 0

    def counted() -> Iterator[MetricPoint]:
        nonlocal count
        for point in points:
            count += len(point.measures)
            yield point

    with path.open("wb") as raw:
        if path.name.endswith(".gz"):
            with gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
                stream = DigestStream(cast("IO[bytes]", packed))
                target.write(counted(), cast("IO[bytes]", stream))
        else:
            stream = DigestStream(raw)
            target.write(counted(), cast("IO[bytes]", stream))
    return Written(stream.checksum(), count)


def _converted(
    dataset: Dataset, file: DataFile, target: MetricFormat, stage: Path, skipped: Skipped | None
) -> Mapping[str, Any]:
    from harness.store.formats import read_points

    index = file.index or dataset.index
    path = _free(stage, file_name(file.path, target))
    written = write_points(path, read_points(file.path, file.format, index, target=target, skipped=skipped), target)
    return {
        **_said(file, path.name),
        "kind": METRICS,
        "format": target.name,
        "sha256": written.sha256,
        "points": written.points,
    }


def _copied(file: DataFile, stage: Path) -> Mapping[str, Any]:
    path = _free(stage, file.path.name)
    shutil.copyfile(file.path, path)
    own = {"sha256": file.sha256, "points": file.points, "host": file.host}
    return {
        **_said(file, path.name),
        "kind": file.kind,
        **{key: value for key, value in own.items() if value is not None},
    }


def _said(file: DataFile, path: str) -> Mapping[str, Any]:
    said = {"name": file.name, "path": path, "source": file.source, "sourcetype": file.sourcetype}
    return {**said, "index": file.index} if file.index else said


def _free(stage: Path, name: str) -> Path:
    """A path that no other file of the dataset has."""
    stem, dot, rest = name.partition(".")
    number, path = 1, stage / name
    while path.exists():
        number += 1
        path = stage / f"{stem}_{number}{dot}{rest}"
    return path


def _manifest(dataset: Dataset, items: list[Mapping[str, Any]], name: str) -> str:
    about = {
        "author": dataset.author,
        "id": dataset.id,
        "date": dataset.date,
        "description": dataset.description,
        "environment": dataset.environment,
        "directory": name,
        "mitre_technique": list(dataset.mitre_technique),
    }
    ours: dict[str, Any] = {"index": dataset.index} if dataset.index else {}
    if dataset.anchor is not None:
        ours["anchor"] = render_instant(dataset.anchor)
    if dataset.truth is not None:
        ours["truth"] = TRUTH_NAME
    return f"# Converted from the dataset {dataset.name}.\n{dump({**about, **ours, 'datasets': items})}"
