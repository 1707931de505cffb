"""Changes of an archive: each writes new files and gives a new manifest; `commit` makes that one count.

Invariants
- Parts keep the order in which their points came, since of two equal points the one that came first counts as first.
- Files of the manifest before the last one are kept until the next change: a search that began with it can end.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

import polars as pl

from harness.frozen import frozen
from harness.store.archive.files import sync_folder
from harness.store.archive.manifest import Manifest, Part, save_manifest
from harness.store.archive.parts import MOST_POINTS, PartReader, write_part
from harness.store.archive.series_file import load_series, write_series
from harness.store.chunks import SERIES, TIME
from harness.timerange import ALL_TIME, TimeRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from harness.store.metrics import MetricStore
    from harness.store.series import SeriesTable

_OWN_FILE = re.compile(r"\d{8}(\.statistics|\.series)?\.parquet")


def commit(folder: Path, before: Manifest, after: Manifest) -> Manifest:
    """Makes a manifest the one that counts, and removes files that no search can be at any more.

    Raises: OSError; the archive is then as it was before.
    """
    kept = {file.name for file in after.files}
    after = replace(after, before=tuple(file.name for file in before.files if file.name not in kept))
    sync_folder(folder)
    save_manifest(folder, after)
    for path in folder.iterdir():
        if _OWN_FILE.fullmatch(path.name) and path.name not in kept and path.name not in after.before:
            path.unlink(missing_ok=True)
    return after


def appended(folder: Path, manifest: Manifest, stores: Iterable[MetricStore]) -> Manifest:
    """The manifest with the points of stores.

    Raises: OSError.
    """
    series = load_series(folder, manifest.series)
    known, parts, number = len(series), list(manifest.parts), manifest.next_file
    for store in stores:
        numbers = _numbers(store, series)
        for home, points in store.chunks():
            numbered = points.with_columns(numbers.gather(points.get_column(SERIES)).alias(SERIES))
            if manifest.resolution == "s":
                numbered = numbered.with_columns(pl.col(TIME) // 1)
            for part in _written(folder, number, home, [numbered]):
                parts.append(part)
                number += 1
    found = replace(manifest, parts=tuple(parts), next_file=number)
    if len(series) == known:
        return found
    return replace(found, series=write_series(folder, number, series), next_file=number + 1)


def _numbers(store: MetricStore, series: SeriesTable) -> pl.Series:
    """The number in the archive of each series of a store."""
    numbers = [series.number(index, dimensions) for index, dimensions in store.series_entries()]
    return pl.Series(numbers, dtype=pl.UInt32)


def _written(folder: Path, number: int, home: tuple[str, str], frames: Iterable[pl.DataFrame]) -> Iterator[Part]:
    """The parts of points in the order of time, written."""
    slices = (part for frame in frames for part in frame.iter_slices(MOST_POINTS) if part.height)
    for offset, points in enumerate(slices):
        yield write_part(folder, number + offset, home, points)


def retained(folder: Path, manifest: Manifest, earliest_s: float) -> Manifest:
    """The manifest without the points before a time.

    Raises: OSError, DatasetError.
    """
    parts: list[Part] = []
    number = manifest.next_file
    for order, part in enumerate(manifest.parts):
        if part.earliest_s >= earliest_s:
            parts.append(part)
        elif part.latest_s >= earliest_s:
            points = _points([PartReader(folder, part, order)], TimeRange(earliest_s, None))
            parts += _written(folder, number, (part.index, part.metric), [points])
            number += ceil(points.height / MOST_POINTS)
    return replace(manifest, parts=tuple(parts), next_file=number)


def compacted(folder: Path, manifest: Manifest) -> Manifest:
    """The manifest with parts merged that are small or overlap in time.

    Cost: memory for the points of one part, or of a stretch of time of parts that overlap.
    Raises: OSError, DatasetError.
    """
    number = manifest.next_file
    placed: list[tuple[int, Part]] = []
    for group in _groups(manifest.parts):
        orders = [order for order, _ in group.members]
        if len(orders) == 1:
            placed.append((orders[0], manifest.parts[orders[0]]))
            continue
        readers = [PartReader(folder, part, order) for order, part in sorted(group.members, key=lambda each: each[0])]
        home = (readers[0].part.index, readers[0].part.metric)
        frames = (_points(readers, window) for window in _windows(group))
        for part in _written(folder, number, home, frames):
            placed.append((min(orders), part))
            number += 1
    parts = tuple(part for _, part in sorted(placed, key=lambda each: each[0]))
    return replace(manifest, parts=parts, next_file=number)


@frozen
class Group:
    """Parts of one metric in one index that are to become one, with their places in the manifest."""

    members: tuple[tuple[int, Part], ...]

    @property
    def height(self) -> int:
        """The number of points."""
        return sum(part.height for _, part in self.members)

    @property
    def latest_s(self) -> float:
        """The last time of a point."""
        return max(part.latest_s for _, part in self.members)


def _groups(parts: Sequence[Part]) -> Iterator[Group]:
    numbered = sorted(enumerate(parts), key=lambda each: (each[1].index, each[1].metric, each[1].earliest_s))
    group: Group | None = None
    for order, part in numbered:
        if group is not None and _belongs(part, group):
            group = Group((*group.members, (order, part)))
            continue
        if group is not None:
            yield group
        group = Group(((order, part),))
    if group is not None:
        yield group


def _belongs(part: Part, group: Group) -> bool:
    other = group.members[0][1]
    if (part.index, part.metric) != (other.index, other.metric):
        return False
    return part.earliest_s <= group.latest_s or part.height + group.height <= MOST_POINTS


def _windows(group: Group) -> list[TimeRange]:
    """Stretches of time with about as many points as a part has at most."""
    count = ceil(group.height / MOST_POINTS)
    if count == 1:
        return [ALL_TIME]
    first = group.members[0][1].earliest_s
    width = (group.latest_s - first) / count
    edges = [None, *(first + width * i // 1 for i in range(1, count)), None]
    return [TimeRange(earliest, latest) for earliest, latest in pairwise(edges)]


def _points(readers: Sequence[PartReader], window: TimeRange) -> pl.DataFrame:
    """The points of parts in a window, in the order of time and, for one time, as they came."""
    found = [points for reader in readers for points in reader.pieces(reader.slots_between(window), window)]
    if not found:
        return pl.DataFrame()
    return pl.concat(found).select("_time", "value", SERIES).sort(TIME, maintain_order=True)
