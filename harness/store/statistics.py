"""Statistics of chunks: for each slot of time and each series the figures of its points.

A slot is a stretch of time that begins at a multiple of its width, so that buckets of time (`span=1h`) are made of
whole slots.  A scan that asks for figures takes those of the slots that lie wholly in its window, and in one of its
buckets; only the points of the other slots, at the edges, are looked at.

Invariants
- A slot that is taken whole and one that is read point by point give the same figures (see `harness.data.summaries`).
- Slots are in the order of time; no two of them share a point.
- The sums of a slot that is not `exact` are not kept, and are never asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import polars as pl

from harness.data.exact_sums import limb_names
from harness.data.summaries import (
    COUNT,
    FIRST,
    FIRST_PLACE,
    FIRST_TIME,
    LAST,
    LAST_PLACE,
    LAST_TIME,
    LEAST,
    MOST,
    SQUARES,
    SUM,
    Figure,
    merged,
    summarized,
)
from harness.frozen import frozen
from harness.store.chunks import SERIES, TIME
from harness.store.scans import BUCKET, GROUP, asked_points, bucket_starts

if TYPE_CHECKING:
    from harness.spl.sources import MetricScan, TimeBuckets
    from harness.timerange import TimeRange

SLOT, EXACT, PLACE = "slot", "exact", "place"
SUMS: frozenset[Figure] = frozenset(("sum", "squares"))
ENDS: frozenset[Figure] = frozenset(("first", "last"))
ALL: frozenset[Figure] = frozenset(("count", "min", "max", "times", *SUMS, *ENDS))
WIDTHS_S = (60, 300, 900, 3600, 14_400, 86_400, 604_800, 2_592_000)
"""Widths of slots: whole parts of the buckets that people ask for."""
_POINTS_OF_A_SLOT = 128
"""A slot of a series has so many points, so that the statistics are small beside them."""
PIECE = 2**22
"""So many points are reduced at once."""

_KEPT: dict[Figure, list[str]] = {
    "count": [COUNT],
    "min": [LEAST],
    "max": [MOST],
    "times": [FIRST_TIME, LAST_TIME],
    "first": [FIRST, FIRST_TIME, FIRST_PLACE],
    "last": [LAST, LAST_TIME, LAST_PLACE],
}


def slot_width_s(points: int, series: int, seconds: float) -> int:
    """The least width with which slots of a series have enough points."""
    for width in WIDTHS_S:
        if points * width >= _POINTS_OF_A_SLOT * max(series, 1) * max(seconds, 1.0):
            return width
    return WIDTHS_S[-1]


@frozen
class Statistics:
    """The figures of some points.

    `slots`: one row for each slot: its first and last time, and whether its sums are exact.  `figures`: one row for
    each `slot` (a row number of `slots`) and `series` that has a point in it, by slot.
    """

    slots: pl.DataFrame
    figures: pl.DataFrame

    def taken(self, scan: MetricScan, wanted: Collection[Figure]) -> tuple[pl.DataFrame, pl.Series]:
        """The figures that the scan asks for of slots that are taken whole, and the numbers of those to be read."""
        inside = overlapping(self.slots, scan.time_range)
        whole = _are_whole(self.slots, scan)
        if SUMS & frozenset(wanted):
            whole &= self.slots.get_column(EXACT)
        return self._of_slots(whole, scan, wanted), (inside & ~whole).arg_true()

    def _of_slots(self, whole: pl.Series, scan: MetricScan, wanted: Collection[Figure]) -> pl.DataFrame:
        rows = self.figures.select(kept_columns(self.figures.columns, wanted))
        if not whole.all():
            rows = rows.filter(whole.gather(rows.get_column(SLOT)))
        if scan.groups is not None:
            rows = rows.with_columns(scan.groups.series.gather(rows.get_column(SERIES)).alias(GROUP)).drop_nulls(GROUP)
        if scan.buckets is not None:
            starts = _starts(self.slots.get_column(FIRST_TIME), scan.buckets)
            rows = rows.with_columns(starts.gather(rows.get_column(SLOT)).alias(BUCKET))
        return rows.drop(SLOT, SERIES)


def kept_columns(names: Sequence[str], wanted: Collection[Figure]) -> list[str]:
    """Which of the columns of figures some figures need."""
    needed = [name for figure in wanted for name in _KEPT.get(figure, [])]
    for figure, prefix in (("sum", SUM), ("squares", SQUARES)):
        needed += [name for name in names if name.startswith(prefix)] if figure in wanted else []
    return list(dict.fromkeys([SLOT, SERIES, *needed]))


def in_window(first: float, last: float, window: TimeRange) -> bool:
    """Whether points from one time to another may lie in a window."""
    starts_before = window.latest is None or first < window.latest
    return starts_before and (window.earliest is None or last >= window.earliest)


def overlapping(slots: pl.DataFrame, window: TimeRange) -> pl.Series:
    """Which slots may have points in a window."""
    found = pl.lit(value=True)
    if window.earliest is not None:
        found &= pl.col(LAST_TIME) >= window.earliest
    if window.latest is not None:
        found &= pl.col(FIRST_TIME) < window.latest
    return slots.with_columns(found.alias("#")).get_column("#")


def within(points: pl.DataFrame, window: TimeRange) -> pl.DataFrame:
    """The points that lie in a window."""
    times = points.get_column(TIME)
    if window.earliest is not None:
        points = points if (times >= window.earliest).all() else points.filter(pl.col(TIME) >= window.earliest)
    if window.latest is not None:
        points = points if (times < window.latest).all() else points.filter(pl.col(TIME) < window.latest)
    return points


def _are_whole(slots: pl.DataFrame, scan: MetricScan) -> pl.Series:
    """Whether each slot lies wholly in the window and in one bucket."""
    window, buckets = scan.time_range, scan.buckets
    found = pl.lit(buckets is None or buckets.every is None)
    if window.earliest is not None:
        found &= pl.col(FIRST_TIME) >= window.earliest
    if window.latest is not None:
        found &= pl.col(LAST_TIME) < window.latest
    whole = slots.with_columns(found.alias("#")).get_column("#")
    if buckets is None or not whole.any():
        return whole
    first, last = (_starts(slots.get_column(name), buckets) for name in (FIRST_TIME, LAST_TIME))
    return whole & (first == last)


def _starts(times: pl.Series, buckets: TimeBuckets) -> pl.Series:
    return bucket_starts(times, buckets.span, buckets.zone) if len(times) else times


def statistics_of(points: pl.DataFrame, slots: pl.Series, place: str | None = None) -> Statistics:
    """The statistics of points in the order of series and time.

    Input: their slots are numbered from 0 on in the order of time; `place` orders points of one time.
    """
    count = int(slots.max() or 0) + 1  # type: ignore[arg-type]
    # One key in ascending order: groups are then stretches of rows.
    key = (points.get_column(SERIES).cast(pl.Int64) * count + slots).alias(_KEY).set_sorted()
    frame = points.with_columns(key)
    found, exact = _figures(frame, place)
    figures = found.with_columns(pl.col(_KEY) % count, (pl.col(_KEY) // count).cast(pl.UInt32).alias(SERIES))
    figures = figures.rename({_KEY: SLOT}).sort(SLOT, maintain_order=True)
    times = [pl.col(FIRST_TIME).min(), pl.col(LAST_TIME).max(), pl.lit(exact).alias(EXACT)]
    return Statistics(figures.group_by(SLOT, maintain_order=True).agg(times).drop(SLOT), figures)


_KEY = "key"


def _figures(frame: pl.DataFrame, place: str | None) -> tuple[pl.DataFrame, bool]:
    """All figures, and whether the sums are among them."""
    same = [frame.get_column(name) == frame.get_column(name).shift() for name in (_KEY, TIME)]
    ascending = not (same[0] & same[1]).any()
    figures = summarized(frame, [_KEY], ALL, place, ascending=ascending)
    if figures is not None:
        return figures, True
    figures = summarized(frame, [_KEY], ALL - SUMS, place, ascending=ascending)
    assert figures is not None, "only sums can have too many digits"
    return figures, False


def joined_statistics(parts: Iterable[Statistics]) -> Statistics:
    """The statistics of parts that follow each other in time."""
    slots, figures, before = [], [], 0
    for part in parts:
        slots.append(part.slots)
        figures.append(part.figures.with_columns(pl.col(SLOT) + before))
        before += part.slots.height
    whole = pl.concat(figures, how="diagonal_relaxed")
    names = [*limb_names(whole, SUM), *limb_names(whole, SQUARES)]
    return Statistics(pl.concat(slots), whole.with_columns(pl.col(names).fill_null(0)).rechunk())


class Reduction:
    """Figures of a scan while its parts are read: the parts of slots taken whole, and points reduced in pieces."""

    __slots__ = ("_is_done", "_keys", "_parts", "_place", "_points", "_scan", "_wanted")

    def __init__(self, scan: MetricScan, wanted: Collection[Figure], place: str) -> None:
        self._scan = scan
        self._wanted = wanted
        self._place = place if ENDS & frozenset(wanted) else None
        self._keys = [*([] if scan.groups is None else [GROUP]), *([] if scan.buckets is None else [BUCKET])]
        self._parts: list[pl.DataFrame] = []
        self._points: list[pl.DataFrame] = []
        self._is_done = False

    @property
    def needs_place(self) -> bool:
        """Whether points must have a place."""
        return self._place is not None

    def add_slots(self, figures: pl.DataFrame) -> None:
        """Adds the figures of slots that are taken whole."""
        if figures.height:
            self._parts.append(figures)

    def add_points(self, points: pl.DataFrame) -> bool:
        """Adds points of the window; False where their sums have too many digits."""
        self._points.append(points)
        return sum(part.height for part in self._points) < PIECE or self._reduce()

    def _reduce(self) -> bool:
        """Reduces the points that were added last."""
        points = pl.concat(self._points) if self._points else None
        self._points = []
        if points is None or not points.height:
            return True
        wanted = pl.DataFrame(list(asked_points(points, self._scan).values()))
        if not wanted.height:
            return True
        found = summarized(wanted, self._keys, self._wanted, self._place)
        if found is None:
            return False
        self._is_done = not self._parts
        self._parts.append(found)
        if sum(part.height for part in self._parts) > PIECE:
            self._parts = [merged(self._parts, self._keys, self._wanted)]
        return True

    def finish(self) -> bool:
        """Reduces what is left; False where its sums have too many digits."""
        return self._reduce()

    def result(self) -> pl.DataFrame | None:
        """The summary of everything that was added; None for nothing."""
        if len(self._parts) == 1 and self._is_done:
            return self._parts[0]
        return merged(self._parts, self._keys, self._wanted) if self._parts else None


def slices(starts: pl.Series, ends: pl.Series) -> Iterator[tuple[int, int]]:
    """Stretches of rows, those that touch each other together, none much longer than a piece."""
    begin = end = -1
    for start, stop in zip(starts.to_list(), ends.to_list(), strict=True):
        if start == end and stop - begin <= PIECE:
            end = stop
            continue
        if begin >= 0:
            yield begin, end
        begin, end = start, stop
    if begin >= 0:
        yield begin, end
