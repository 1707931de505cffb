"""The statistics of a chunk in memory, whose points are in the order of time: a slot is a stretch of rows.

They are made when a search asks for the second time for figures of many points; a chunk that is searched once is read
once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from harness.frozen import frozen
from harness.store.chunks import SERIES, TIME, Chunk
from harness.store.statistics import (
    PIECE,
    PLACE,
    SLOT,
    Reduction,
    Statistics,
    joined_statistics,
    slices,
    slot_width_s,
    statistics_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from harness.data.summaries import Figure
    from harness.spl.sources import MetricScan

WORTH_KEEPING = 500_000
"""A scan of fewer points is done before statistics of them would be."""


@frozen
class ChunkStatistics:
    """The statistics of a chunk, and the rows at which its slots begin and end."""

    statistics: Statistics
    starts: pl.Series
    ends: pl.Series


class SummarizedChunk(Chunk):
    """A chunk that keeps statistics of its points once they are worth it."""

    __slots__ = ("_kept", "_was_asked")

    def __init__(self) -> None:
        super().__init__()
        self._kept: ChunkStatistics | None = None
        self._was_asked = False

    def add(self, points: pl.DataFrame) -> None:
        """Adds points with the columns of `SCHEMA`; what was kept of the others is given up."""
        super().add(points)
        self._kept, self._was_asked = None, False

    def summarize(self, scan: MetricScan, wanted: Collection[Figure]) -> Reduction | None:
        """The figures of the points of a scan; None where their sums have too many digits.

        Cost: two binary searches and a pass over the points at the edges, or over all of them without statistics.
        """
        first, behind = self.rows_between(scan.time_range)
        into = Reduction(scan, wanted, PLACE)
        stretches: Iterable[tuple[int, int]] = _pieces(first, behind)
        kept = self._statistics() if behind - first >= WORTH_KEEPING else None
        if kept is not None:
            figures, edges = kept.statistics.taken(scan, wanted)
            into.add_slots(figures)
            stretches = slices(kept.starts.gather(edges), kept.ends.gather(edges))
        rows = ((max(start, first), min(end, behind)) for start, end in stretches)
        if not all(into.add_points(self._placed(start, end)) for start, end in rows):
            return None
        return into if into.finish() else None

    def _placed(self, start: int, end: int) -> pl.DataFrame:
        return self.points().slice(start, end - start).with_row_index(PLACE, offset=start)

    def _statistics(self) -> ChunkStatistics | None:
        if self._kept is None and self._was_asked:
            self._kept = chunk_statistics(self.points())
        self._was_asked = True
        return self._kept


def chunk_statistics(points: pl.DataFrame) -> ChunkStatistics:
    """The statistics of points in the order of time."""
    times = points.get_column(TIME)
    seconds = float(times[-1]) - float(times[0])
    width = slot_width_s(points.height, points.get_column(SERIES).n_unique(), seconds)
    edges = _slot_edges(times, width)
    starts, ends = edges.head(-1), edges.tail(-1)
    parts = [_part(points, starts, first, behind) for first, behind in slices(starts, ends)]
    return ChunkStatistics(joined_statistics(parts), starts, ends)


def _slot_edges(times: pl.Series, width_s: int) -> pl.Series:
    """The rows at which slots begin, and the number of rows."""
    first, last = int(times[0] // width_s), int(times[-1] // width_s)
    bounds = pl.int_range(first, last + 1, eager=True, dtype=pl.Int64).cast(pl.Float64) * width_s
    rows = times.search_sorted(bounds, side="left").cast(pl.Int64).unique(maintain_order=True)
    return rows.append(pl.Series([len(times)], dtype=pl.Int64))


def _part(points: pl.DataFrame, starts: pl.Series, first: int, behind: int) -> Statistics:
    """The statistics of a stretch of rows that holds whole slots."""
    rows = pl.int_range(first, behind, eager=True, dtype=pl.Int64)
    slots = starts.search_sorted(rows, side="right").cast(pl.Int64) - 1
    frame = points.slice(first, behind - first).with_row_index(PLACE, offset=first)
    placed = frame.with_columns((slots - slots[0]).alias(SLOT)).sort(SERIES, maintain_order=True)
    return statistics_of(placed.drop(SLOT), placed.get_column(SLOT), PLACE)


def _pieces(first: int, behind: int) -> list[tuple[int, int]]:
    return [(start, min(start + PIECE, behind)) for start in range(first, behind, PIECE)]
