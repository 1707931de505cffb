"""A chunk: the points of one metric in one index, as three columns sorted by time.

Points arrive in parts of any order; a chunk sorts when it is read, and only if what arrived is not already in order,
so that a load costs one sort and a stream of fresh points none.  Points of equal time keep their order of arrival,
and a point that arrives twice is there twice.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from harness.timerange import TimeRange

TIME, VALUE, SERIES = "_time", "value", "series"
SCHEMA = {TIME: pl.Float64, VALUE: pl.Float64, SERIES: pl.UInt32}


class Chunk:
    """The points of one metric in one index."""

    __slots__ = ("_arrived", "_sorted")

    def __init__(self) -> None:
        self._sorted = pl.DataFrame(schema=SCHEMA)
        self._arrived: list[pl.DataFrame] = []

    def __len__(self) -> int:
        return self._sorted.height + sum(part.height for part in self._arrived)

    def add(self, points: pl.DataFrame) -> None:
        """Adds points with the columns of `SCHEMA`."""
        self._arrived.append(points)

    def points(self) -> pl.DataFrame:
        """Every point, oldest first: `_time`, `value`, `series`."""
        if self._arrived:
            merged = pl.concat([self._sorted, *self._arrived], rechunk=True)
            self._sorted = _in_order(merged)
            self._arrived.clear()
        return self._sorted

    def between(self, time_range: TimeRange) -> pl.DataFrame:
        """The points of `[earliest, latest)`, oldest first.

        Cost: two binary searches; the columns are shared, not copied.
        """
        start, end = self.rows_between(time_range)
        return self.points().slice(start, end - start)

    def rows_between(self, time_range: TimeRange) -> tuple[int, int]:
        """The rows of the points of `[earliest, latest)`: the first, and that behind the last."""
        times = self.points().get_column(TIME)
        start = 0 if time_range.earliest is None else bisect_left(times, time_range.earliest)
        end = len(times) if time_range.latest is None else bisect_left(times, time_range.latest)
        return start, max(start, end)


def _in_order(points: pl.DataFrame) -> pl.DataFrame:
    if points.get_column(TIME).is_sorted():
        return points.with_columns(pl.col(TIME).set_sorted())
    return points.sort(TIME, maintain_order=True)
