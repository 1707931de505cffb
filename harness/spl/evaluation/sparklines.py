"""The bins of a sparkline: how wide they are and which stretch of time they cover.

They cover the time range of the search, and where it has no bounds the times of the results.  Their width is the one
that is written, or else the first of 1s, 5s, 10s, 30s, 1m, 5m, 10m, 30m, 1h, 1d and 1mon with which there are no more
than `list_maxsize` of them (limits.conf: sparkline_maxsize, sparkline_time_steps).

Source: Search Reference, "chart" (sparkline options).
Undecided: which bins are left out where a written width makes too many of them (the last ones, here); whether the mark
counts as one of `sparkline_maxsize` elements (it does not, here).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from harness.data import Column, numbers
from harness.data.binning import bin_starts, nice_span, time_bins
from harness.data.pairing import positions
from harness.data.sparklines import sparkline
from harness.errors import SplUnsupportedError
from harness.frozen import frozen
from harness.spl.contract import Context, Message
from harness.timerange import TimeSpan, parse_span

if TYPE_CHECKING:
    from harness.data import Aggregate
    from harness.spl.syntax.stats_terms import StatsTerm

FUNCTIONS = frozenset(("count", "dc", "avg", "stdev", "stdevp", "var", "varp", "sum", "sumsq", "min", "max", "range"))
"""The functions that a sparkline takes."""


@frozen
class _Stretch:
    """A stretch of time, and the time of the last result in it."""

    first: float
    last: float
    last_result: float


def drawn(term: StatsTerm, inner: Aggregate, time: Column | None, context: Context) -> Aggregate:
    """The sparkline of an aggregate.

    Raises: SplUnsupportedError for a function that no sparkline takes, and for a width that is not executed here.
    """
    if term.function not in FUNCTIONS:
        allowed = f"a sparkline takes {', '.join(sorted(FUNCTIONS))}"
        raise _refused(f"sparkline({term.written}())", term, context, allowed)
    times = Column.nulls(0) if time is None else numbers(time)
    stretch = _stretch(times, context)
    if stretch is None:
        return sparkline(Column.nulls(len(times)), 0, inner)
    zone = ZoneInfo(context.settings.timezone)
    most = context.settings.limits.list_maxsize
    span = _span(term, stretch, most, context)
    starts = _starts(stretch, span, zone, most + 1)
    if len(starts) > most:
        text = f"a sparkline of bins of {term.sparkline_span} has more than {most} of them; the first ones are kept"
        context.say(Message("WARN", text, term.span, help="write a wider span, or none"))
    kept = starts[:most]
    return sparkline(positions(time_bins(times, span, zone), Column.of(kept)), len(kept), inner)


def _stretch(times: Column, context: Context) -> _Stretch | None:
    """The time that is covered; None where no row has a time."""
    found = sorted(float(time) for time in set(times.values()) if isinstance(time, (int, float)))
    if not found:
        return None
    window = context.searched_range
    first = min(found[0], window.earliest) if window.earliest else found[0]
    return _Stretch(first, found[-1] if window.latest is None else max(found[-1], window.latest), found[-1])


def _span(term: StatsTerm, stretch: _Stretch, most: int, context: Context) -> TimeSpan:
    if term.sparkline_span is None:
        return nice_span(stretch.last - stretch.first, most)
    try:
        return parse_span(term.sparkline_span)
    except ValueError:
        what = f"a sparkline with bins of {term.sparkline_span}"
        raise _refused(what, term, context, "write a span such as 1h") from None


def _starts(stretch: _Stretch, span: TimeSpan, zone: ZoneInfo, most: int) -> list[float]:
    """Where the bins start, at most so many; none starts where the time range ends, unless a result is there."""
    ends = [float(str(start)) for start in time_bins(Column.of([stretch.first, stretch.last]), span, zone).values()]
    found: list[float] = []
    for start in bin_starts(ends[0], ends[1], span, zone):
        if len(found) == most:
            break
        if start < stretch.last or start <= stretch.last_result:
            found.append(start)
    return found


def _refused(what: str, term: StatsTerm, context: Context, way_out: str) -> Exception:
    return context.error(
        SplUnsupportedError,
        "SPL900",
        f"the embedded engine does not execute {what}",
        term.span,
        label="not executed here",
        help=way_out,
    )
