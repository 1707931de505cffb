"""Bins as commands are told to make them: which width, where they start, and what a bin is called.

`bin`, `chart`, `timechart` and `makecontinuous` take the same options.  `_time` goes into spans of time and stays a
number, the start of its span; other numbers go into ranges, which are texts.  The rules of both are in
`harness.data.binning`.

Source: Search Reference, "bin" and "timechart" (bins options).
Undecided: a span of time on a field other than `_time`, and a logarithm or a fraction on `_time`; they are refused.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias
from zoneinfo import ZoneInfo

from harness.data import Column, numbers
from harness.data.binning import (
    LogScale,
    Scale,
    bin_starts,
    is_movable,
    nice_scale,
    nice_span,
    parse_scale,
    scale_labels,
    time_bins,
)
from harness.errors import SearchRuntimeError, SplArgumentError
from harness.frozen import frozen
from harness.spl.commands._refusals import unsupported
from harness.timerange import TimeSpan, parse_span, resolve_bound

if TYPE_CHECKING:
    from harness.diagnostics import Span
    from harness.spl.contract import Context

DEFAULT_BINS = 100
MOST_BINS = 50_000
"""Splunk's limit on the bins of one field (limits.conf, discretize: maxbins)."""


@frozen
class BinOptions:
    """How bins are asked for, as written; `at` is the place in the search."""

    at: Span
    span: str | None = None
    bins: int | None = None
    minspan: str | None = None
    start: float | None = None
    end: float | None = None
    aligntime: str | None = None

    @property
    def is_given(self) -> bool:
        """Whether any option is written."""
        return any(v is not None for v in (self.span, self.bins, self.minspan, self.start, self.end, self.aligntime))

    def with_values(self, values: dict[str, Any]) -> BinOptions:
        """These options, and in their place those that stand behind a field."""
        names = ("span", "bins", "minspan", "start", "end", "aligntime")
        return BinOptions(self.at, **{name: values.get(name, getattr(self, name)) for name in names})


class HasBinOptions(Protocol):
    """A command that takes the options of bins."""

    @property
    def span(self) -> Span:
        """Its place in the search."""

    @property
    def span_(self) -> str | None:
        """The width of a bin."""

    @property
    def bins(self) -> int | None:
        """How many bins at most."""

    @property
    def minspan(self) -> str | None:
        """The least width of a bin."""

    @property
    def start(self) -> float | None:
        """Where the first bin starts at the latest."""

    @property
    def end(self) -> float | None:
        """Where the last bin ends at the earliest."""

    @property
    def aligntime(self) -> str | None:
        """A time that bins are aligned to."""


def bin_options(command: HasBinOptions) -> BinOptions:
    """The options of a command."""
    return BinOptions(
        command.span, command.span_, command.bins, command.minspan, command.start, command.end, command.aligntime
    )


@frozen
class TimeBinning:
    """Spans of time."""

    span: TimeSpan
    zone: ZoneInfo
    align: float | None = None

    def places(self, column: Column) -> Column:
        """NUMBER: the start of each value's span, null for what is no time."""
        return time_bins(column, self.span, self.zone, self.align)

    def values(self, places: Column) -> Column:
        """What the spans are called: their starts."""
        return places

    def width(self, start: float) -> float:
        """How many seconds a span that starts here has."""
        if self.span.seconds is not None:
            return self.span.seconds
        try:
            return self.span.next_start(start, self.zone) - start
        except OverflowError:
            return math.inf

    def between(self, first: float, last: float) -> list[float]:
        """Every span from one to another, at most one more than there may be."""
        found: list[float] = []
        for start in bin_starts(first, last, self.span, self.zone, self.align):
            found.append(start)
            if len(found) > MOST_BINS:
                break
        return found


@frozen
class NumberBinning:
    """Ranges of numbers."""

    scale: Scale

    @property
    def is_logarithmic(self) -> bool:
        """Whether the bounds of the ranges grow by a factor."""
        return isinstance(self.scale, LogScale)

    def places(self, column: Column) -> Column:
        """NUMBER: the number of each value's range, null for what is in none."""
        return self.scale.places(column)

    def values(self, places: Column) -> Column:
        """What the ranges are called."""
        return scale_labels(places, self.scale)

    def between(self, first: float, last: float) -> list[float]:
        """Every range from one to another, at most one more than there may be."""
        return list(range(int(first), min(int(last), int(first) + MOST_BINS) + 1))


Binning: TypeAlias = TimeBinning | NumberBinning


def binning_of(name: str, column: Column, options: BinOptions, context: Context) -> Binning | None:
    """The bins for the values of a field; None where it holds no number.

    Raises: SplArgumentError for a width that is none, SplUnsupportedError for one that is not executed here.
    """
    if name == "_time":
        return time_binning(stretch_of(column), options, context)
    return _number_binning(column, options, context)


def stretch_of(column: Column) -> tuple[float, float] | None:
    """The least and the greatest number of a column; None without any."""
    found = [float(v) for v in numbers(column).values() if isinstance(v, (int, float))]
    return (min(found), max(found)) if found else None


def time_binning(stretch: tuple[float, float] | None, options: BinOptions, context: Context) -> TimeBinning | None:
    """The spans for a stretch of time; None for no stretch."""
    if stretch is None:
        return None
    zone = ZoneInfo(context.settings.timezone)
    if options.span is not None and options.span != "auto":
        span = _time_span(options.span, options, context)
    else:
        least = None if options.minspan is None else _time_span(options.minspan, options, context)
        span = nice_span(stretch[1] - stretch[0], options.bins or DEFAULT_BINS, least)
    return TimeBinning(span, zone, _alignment(span, options, context, zone))


def _time_span(text: str, options: BinOptions, context: Context) -> TimeSpan:
    try:
        return parse_span(text)
    except ValueError:
        raise unsupported(context, options.at, f"a span of {text} for _time", "write a span such as 1h") from None


def _alignment(span: TimeSpan, options: BinOptions, context: Context, zone: ZoneInfo) -> float | None:
    text = options.aligntime
    if text is None or not is_movable(span):
        return None
    if text in ("earliest", "latest"):
        bound = getattr(context.searched_range, text)
        if bound is None:
            raise _no_alignment(text, options, context)
        return float(bound)
    try:
        return resolve_bound(text, context.now, zone)
    except ValueError as problem:
        raise context.error(
            SplArgumentError, "SPL206", f'"{text}" is not a time: {problem}', options.at, label="aligntime"
        ) from problem


def _no_alignment(text: str, options: BinOptions, context: Context) -> Exception:
    return context.error(
        SearchRuntimeError,
        "SPL542",
        f"bins cannot be aligned to {text}: the search has no such bound",
        options.at,
        help=f"give the search {text}=.., or align to a time",
    )


def _number_binning(column: Column, options: BinOptions, context: Context) -> NumberBinning | None:
    if options.aligntime is not None:
        raise unsupported(context, options.at, "aligntime for a field that is not _time")
    if options.span is not None and options.span != "auto":
        return NumberBinning(_scale(options.span, options, context))
    least = 1.0 if options.minspan is None else _least(options.minspan, options, context)
    scale = nice_scale(column, options.bins or DEFAULT_BINS, least, options.start, options.end)
    return None if scale is None else NumberBinning(scale)


def _scale(text: str, options: BinOptions, context: Context) -> Scale:
    if text[-1:].isalpha() and "log" not in text.lower():
        raise unsupported(
            context, options.at, f"a span of {text} for a field that is not _time", "write the span as a number"
        )
    try:
        return parse_scale(text)
    except ValueError as problem:
        raise context.error(SplArgumentError, "SPL205", str(problem), options.at, label="the width") from problem


def _least(text: str, options: BinOptions, context: Context) -> float:
    try:
        return float(text)
    except ValueError:
        raise unsupported(context, options.at, f"minspan={text} for a field that is not _time") from None


def too_many_bins(count: float, at: Span, context: Context) -> Exception:
    """The error for more bins than Splunk makes."""
    return context.error(
        SearchRuntimeError,
        "SPL541",
        f"{count:.0f} bins are more than {MOST_BINS}",
        at,
        label="too many bins",
        help="write a wider span",
    )
