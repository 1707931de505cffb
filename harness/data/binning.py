"""Bins: numbers by the range that they fall into, times by the start of their span.

Rules (Search Reference, bin; measured on Splunk 10.4.2)
- K1  A number belongs to the range that starts at the greatest multiple of the width that is not above it.  The range
  prints as `low-high`, both with as many decimals as the width is written with (`0-10`, `1.0-1.5`).
- K2  A logarithmic width `<c>log<b>` has the ranges from c x b^k up to c x b^(k+1).  A number that is not above zero is
  in none.  Undecided: what Splunk makes of it.
- K3  What is no number (N1) is in no range; a multivalue is not either.  Undecided: multivalues.
- K4  A width that is not given is the least power of ten, 1 or more and not below the least width wanted, with which
  the values fall into no more than so many ranges.  Undecided: ranges narrower than 1 for fractions.
- K5  A time belongs to the span that it lies in; spans tile time as `harness.timerange.TimeSpan` says.  With an
  alignment, spans of seconds to hours start at that instant plus or minus whole spans; longer ones are not moved.
  A time outside of the years 1 to 9999 lies in no span of days, weeks or months.
- K6  A span that is not given is the first of 1s, 5s, 10s, 30s, 1m, 5m, 10m, 30m, 1h, 1d, 1mon with which a stretch of
  time has no more than so many bins, and 1mon where none is wide enough.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, TypeAlias

import polars as pl

from harness.data.column import Column, Kind
from harness.data.mapping import map_scalars
from harness.data.numbers import numbers
from harness.frozen import frozen
from harness.timerange import TimeSpan, parse_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zoneinfo import ZoneInfo

    from harness.data.column import Value

STEPS = ("1s", "5s", "10s", "30s", "1m", "5m", "10m", "30m", "1h", "1d", "1mon")
"""The spans that are chosen from where none is given (K6)."""

_NUMBER = re.compile(r"\d+(?:\.(\d+))?")
_LOGARITHM = re.compile(r"(\d+(?:\.\d+)?)?log(\d+(?:\.\d+)?)?", re.IGNORECASE)
_MONTH_S = 30 * 86_400.0
_EPSILON = 4e-16
"""Two roundings of a double: less than the microsecond that separates two times in bins of a millisecond."""
_LOG_EPSILON = 1e-12


@frozen
class LinearScale:
    """Ranges of one width (K1)."""

    width: float
    decimals: int = 0

    def places(self, column: Column) -> Column:
        """NUMBER: the number of each value's range, null for what is in none."""
        return _floored(numbers(column), lambda x: x / self.width, _EPSILON if self.decimals else 0)

    def label(self, place: int) -> str:
        """The text of a range."""
        return f"{place * self.width:.{self.decimals}f}-{(place + 1) * self.width:.{self.decimals}f}"


@frozen
class LogScale:
    """Ranges whose bounds grow by a factor (K2)."""

    coefficient: float
    base: float

    def places(self, column: Column) -> Column:
        """NUMBER: the number of each value's range, null for what is in none."""
        found = numbers(column).series.cast(pl.Float64)
        positive = found.set((found <= 0).fill_null(value=False), None)
        return _floored(Column(positive), lambda x: (x / self.coefficient).log(self.base), _LOG_EPSILON)

    def label(self, place: int) -> str:
        """The text of a range."""
        return f"{self._bound(place)}-{self._bound(place + 1)}"

    def _bound(self, place: int) -> str:
        try:
            return f"{self.coefficient * self.base**place:.12g}"
        except OverflowError:
            return "inf"


Scale: TypeAlias = LinearScale | LogScale


def parse_scale(text: str) -> Scale:
    """The ranges of a width as it is written: `10`, `0.5`, `2log10`.

    Raises: ValueError with one sentence that says what is wrong.
    """
    number = _NUMBER.fullmatch(text)
    if number is not None:
        if float(text) == 0:
            raise ValueError("the width of a bin is more than 0")
        return LinearScale(float(text), len(number[1] or ""))
    logarithm = _LOGARITHM.fullmatch(text)
    if logarithm is None:
        raise ValueError(f'"{text}" is no width for numbers; write 10, 0.5 or 2log10')
    coefficient, base = float(logarithm[1] or 1), float(logarithm[2] or 10)
    if base <= 1 or not 1 <= coefficient < base:
        raise ValueError("a logarithmic width has a base above 1 and a number in front from 1 to below the base")
    return LogScale(coefficient, base)


def nice_scale(
    column: Column, bins: int, least: float = 1.0, start: float | None = None, end: float | None = None
) -> LinearScale | None:
    """The ranges for the numbers of a column where no width is given (K4); None without any number.

    `start` and `end` widen the stretch of numbers, they never narrow it.
    """
    found = numbers(column).series
    bounds = [float(v) for v in (found.min(), found.max()) if isinstance(v, (int, float))]
    if not bounds:
        return None
    low = min([bounds[0], *([] if start is None else [start])])
    high = max([bounds[-1], *([] if end is None else [end])])
    width = 10.0 ** max(0, math.ceil(math.log10(max(least, 1.0)) - _LOG_EPSILON))
    while math.floor(high / width) - math.floor(low / width) + 1 > bins:
        width *= 10
    return LinearScale(width)


def _floored(column: Column, scaled: Callable[[pl.Series], pl.Series], epsilon: float) -> Column:
    """The whole numbers below scaled values; one that falls short of a whole number by its last bits counts as that.

    `epsilon` is how much that is, relative to the value; 0 where scaling is exact.
    """
    if column.kind is not Kind.NUMBER:
        return Column.nulls(len(column))
    x = scaled(column.series.cast(pl.Float64))
    if not epsilon:
        return Column(x.floor().cast(pl.Int64, strict=False))
    nearest = x.round()
    is_whole = (x - nearest).abs() <= epsilon * nearest.abs().clip(1.0)
    return Column(nearest.zip_with(is_whole, x.floor()).cast(pl.Int64, strict=False))


def scale_labels(places: Column, scale: Scale) -> Column:
    """TEXT: the texts of ranges by their numbers."""

    def label(place: Value) -> Value:
        return scale.label(int(str(place)))

    return map_scalars(label, places)


def nice_span(seconds: float, bins: int, least: TimeSpan | None = None) -> TimeSpan:
    """The span for a stretch of time where none is given (K6), not narrower than `least`."""
    steps = [parse_span(step) for step in STEPS]
    wide = [step for step in steps if least is None or _length(step) >= _length(least)]
    fitting = (step for step in wide if seconds / _length(step) <= bins)
    return next(fitting, wide[-1] if wide else steps[-1])


def _length(span: TimeSpan) -> float:
    return _MONTH_S * span.count * span.unit.size if span.seconds is None else span.seconds


def time_bins(column: Column, span: TimeSpan, zone: ZoneInfo, align: float | None = None) -> Column:
    """NUMBER: the start of the span that each time lies in (K5), null for what is no time."""
    times = numbers(column)
    if times.kind is not Kind.NUMBER:
        return Column.nulls(len(column))
    tiling = _tiling(span, zone, align)
    if tiling is None:
        return map_scalars(lambda time: _floor(float(time), span, zone), times)
    width, anchor = tiling
    places = _floored(times, lambda x: (x - anchor) / width, 0 if width.is_integer() else _EPSILON)
    starts = places.series.cast(pl.Float64) * width + anchor
    return Column(starts if width.is_integer() else starts.round(6))


def _floor(time: float, span: TimeSpan, zone: ZoneInfo) -> float | None:
    """The start of a span by the calendar; None outside of the years 1 to 9999."""
    try:
        return span.floor(time, zone)
    except OverflowError:
        return None


def _tiling(span: TimeSpan, zone: ZoneInfo, align: float | None) -> tuple[float, float] | None:
    tiling = span.tiling(zone)
    if align is None or not is_movable(span):
        return tiling
    width = span.seconds
    assert width is not None
    return width, align % width


def is_movable(span: TimeSpan) -> bool:
    """Whether an alignment moves bins of this span: those of a day and more stay (K5)."""
    return span.unit.name in ("us", "ms", "cs", "ds", "s", "m", "h") and span.snap_to is None


def bin_starts(
    first: float, last: float, span: TimeSpan, zone: ZoneInfo, align: float | None = None
) -> Iterator[float]:
    """The starts of the spans from the one that starts at `first` up to one that starts at `last`."""
    tiling = _tiling(span, zone, align)
    if tiling is not None:
        count = round((last - first) / tiling[0])
        yield from (first + number * tiling[0] for number in range(count + 1))
        return
    start = first
    yield start
    while start < last:
        start = span.next_start(start, zone)
        yield start
