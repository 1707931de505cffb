"""One part of an archive: how its points and statistics are written, and how they are read.

Points are cut into blocks in the order of time, and each block is put in the order of series and time: a block is one
row group of the Parquet file.  A slot of the statistics is what one slot of time has in one block.

Invariants
- Points of one time are in the order of series; those of one series and time in the order in which they came: of parts,
  then of blocks, then of rows.  `place` says the first three as one number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from harness.frozen import frozen
from harness.store.archive.encoding import best_encoding, decoded, encoded, shrunk
from harness.store.archive.files import parquet_bytes, read_columns, read_rows, schema_of, write_file
from harness.store.archive.manifest import Part
from harness.store.chunks import SERIES, TIME, VALUE
from harness.store.statistics import (
    EXACT,
    PIECE,
    PLACE,
    SLOT,
    Statistics,
    in_window,
    kept_columns,
    overlapping,
    slot_width_s,
    statistics_of,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from harness.data.summaries import Figure
    from harness.timerange import TimeRange

BLOCK = 2**18
MOST_POINTS = 2**24
"""A part has no more points, so that one can be sorted in memory."""
_BLOCK, _STRETCH = "block", "stretch"
_PLACES = ("first_place", "last_place")
_KEY = 2**32


def write_part(folder: Path, number: int, home: tuple[str, str], points: pl.DataFrame) -> Part:
    """Writes points in the order of time, at most `MOST_POINTS`, as a new part.

    Raises: OSError.
    """
    times = points.get_column(TIME)
    earliest, latest = float(times[0]), float(times[-1])
    series = points.get_column(SERIES).n_unique()
    width = slot_width_s(points.height, series, latest - earliest)
    blocks = [part.sort(SERIES, maintain_order=True) for part in points.iter_slices(BLOCK)]
    encoding = best_encoding(points.get_column(VALUE), blocks[0].get_column(VALUE))
    stored = shrunk([encoded(block, encoding) for block in blocks])
    statistics = _statistics(blocks, width)
    name = f"{number:08}"
    return Part(
        *home,
        points=write_file(folder, f"{name}.parquet", parquet_bytes(stored, BLOCK)),
        statistics=write_file(folder, f"{name}.statistics.parquet", parquet_bytes(statistics, BLOCK)),
        height=points.height,
        earliest_s=earliest,
        latest_s=latest,
        block=BLOCK,
        slot_s=width,
        encoding=encoding,
    )


def _statistics(blocks: list[pl.DataFrame], width_s: int) -> pl.DataFrame:
    """The statistics of blocks as they are stored: without places, which their other columns say."""
    found, before = [], 0
    for number, block in enumerate(blocks):
        stretches = (block.get_column(TIME) // width_s).cast(pl.Int64)
        slots = stretches.rank("dense").cast(pl.Int64) - 1
        made = statistics_of(block, slots)
        exact = made.slots.get_column(EXACT).gather(made.figures.get_column(SLOT))
        rows = made.figures.with_columns(exact, pl.lit(number).alias(_BLOCK), pl.col(SLOT) + before)
        found.append(rows)
        before += made.slots.height
    whole = pl.concat(found, how="diagonal_relaxed")
    sums = [name for name in whole.columns if ":" in name]
    return whole.with_columns(pl.col(sums).fill_null(0)) if sums else whole


@frozen
class Run:
    """Blocks of a part that follow each other, to be read together; `keys` are the slots wanted, None for all."""

    first: int
    count: int
    keys: pl.Series | None


class BlockCache:
    """The points of the blocks that were read last."""

    def __init__(self, most: int = 16) -> None:
        self._most = most
        self._blocks: dict[tuple[str, int], pl.DataFrame] = {}

    def pop(self, key: tuple[str, int]) -> pl.DataFrame | None:
        """The points of a block, which is then not kept."""
        return self._blocks.pop(key, None)

    def put(self, key: tuple[str, int], points: pl.DataFrame) -> None:
        """Keeps a block; the one that was not read for longest gives way."""
        self._blocks[key] = points
        if len(self._blocks) > self._most:
            del self._blocks[next(iter(self._blocks))]


class PartReader:
    """A part of an archive: its statistics by column, once they are asked for, and its points by block."""

    def __init__(self, folder: Path, part: Part, order: int, kept: BlockCache | None = None) -> None:
        self._folder = folder
        self._kept = BlockCache() if kept is None else kept
        self.part = part
        self._order = order
        self._columns: dict[str, pl.Series] = {}
        self._slots: pl.DataFrame | None = None
        self._names: list[str] | None = None

    def statistics(self, wanted: Collection[Figure]) -> Statistics:
        """The statistics, with what some figures need."""
        if self._names is None:
            self._names = schema_of(self._folder, self.part.statistics)
        names = [name for name in kept_columns(self._names, wanted) if name not in _PLACES]
        self._load(names)
        figures = pl.DataFrame([self._columns[name] for name in names])
        places = [name for figure, name in (("first", _PLACES[0]), ("last", _PLACES[1])) if figure in wanted]
        if places:
            blocks = self.slots().get_column(_BLOCK).gather(figures.get_column(SLOT))
            place = self._place(figures.get_column(SERIES), blocks)
            figures = figures.with_columns(place.alias(name) for name in places)
        return Statistics(self.slots(), figures)

    def slots(self) -> pl.DataFrame:
        """The slots: their first and last time, whether their sums are exact, their block and stretch of time."""
        if self._slots is None:
            names = [SLOT, "first_time", "last_time", EXACT, _BLOCK]
            self._load(names)
            ends = [pl.col("first_time").min(), pl.col("last_time").max(), pl.col(EXACT, _BLOCK).first()]
            rows = pl.DataFrame([self._columns[name] for name in names])
            found = rows.group_by(SLOT, maintain_order=True).agg(ends).drop(SLOT)
            stretch = (pl.col("first_time") // self.part.slot_s).cast(pl.Int64)
            self._slots = found.with_columns(stretch.alias(_STRETCH), pl.col(_BLOCK).cast(pl.Int64))
        return self._slots

    def _load(self, names: list[str]) -> None:
        missing = [name for name in names if name not in self._columns]
        if missing:
            found = read_columns(self._folder, self.part.statistics, missing)
            self._columns.update({column.name: column for column in found.rechunk().get_columns()})

    def _place(self, series: pl.Series, blocks: pl.Series) -> pl.Series:
        return series.cast(pl.Int64) * _KEY + (self._order * 2**16) + blocks

    def runs(self, slots: pl.Series) -> Iterator[Run]:
        """The blocks that hold some slots, those that follow each other together."""
        asked = self.slots()[slots].select(_BLOCK, _STRETCH)
        sizes = self.slots().group_by(_BLOCK).len("all")
        counted = asked.group_by(_BLOCK).len("asked").join(sizes, on=_BLOCK).sort(_BLOCK)
        most = max(1, PIECE // self.part.block)
        for first, count, is_whole in _stretches(counted, most):
            keys = None if is_whole else _keys(asked.filter(pl.col(_BLOCK) == first))
            yield Run(first, count, keys)

    def _read(self, run: Run, *, placed: bool) -> pl.DataFrame:
        """The points of a run: `_time`, `value`, `series`, and `place` where it is asked for."""
        size = self.part.block
        points = self._blocks(run)
        if placed:
            blocks = run.first + pl.int_range(points.height, eager=True, dtype=pl.Int64) // size
            points = points.with_columns(self._place(points.get_column(SERIES), blocks).alias(PLACE))
        if run.keys is None:
            return points
        stretches = (points.get_column(TIME) // self.part.slot_s).cast(pl.Int64)
        return points.filter(stretches.is_in(run.keys.implode()))

    def _blocks(self, run: Run) -> pl.DataFrame:
        """The points of the blocks of a run; a single block is kept, since the next search may ask for it too."""
        size = self.part.block
        key = (self.part.points.name, run.first)
        known = self._kept.pop(key) if run.count == 1 else None
        if known is None:
            stored = read_rows(self._folder, self.part.points, run.first * size, run.count * size)
            known = decoded(stored, self.part.encoding, size)
        if run.count == 1:
            self._kept.put(key, known)
        return known

    def slots_between(self, window: TimeRange) -> pl.Series:
        """The numbers of the slots that may have points in a window."""
        if not in_window(self.part.earliest_s, self.part.latest_s, window):
            return pl.Series(dtype=pl.UInt32)
        return overlapping(self.slots(), window).arg_true()

    def pieces(self, slots: pl.Series, window: TimeRange, *, placed: bool = False) -> Iterator[pl.DataFrame]:
        """The points of slots that lie in a window, in pieces: `_time`, `value`, `series`, with `placed` `place`."""
        if not slots.len():
            return
        for run in self.runs(slots):
            yield within(self._read(run, placed=placed), window)


def _keys(slots: pl.DataFrame) -> pl.Series:
    return slots.get_column(_STRETCH)


def _stretches(counted: pl.DataFrame, most: int) -> Iterator[tuple[int, int, bool]]:
    """Blocks of which every slot is asked for, up to `most` together, and the others one by one."""
    first = count = 0
    for block, asked, all_slots in counted.select(_BLOCK, "asked", "all").iter_rows():
        if count and (asked < all_slots or block != first + count or count >= most):
            yield first, count, True
            count = 0
        if asked < all_slots:
            yield block, 1, False
            continue
        first, count = (first, count + 1) if count else (block, 1)
    if count:
        yield first, count, True
