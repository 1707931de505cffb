"""`timewrap`: puts periods of a timechart beside each other."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import ClassVar

from harness.data import Column, Table, aggregate, count_rows, numbers
from harness.data.pairing import positions
from harness.data.pivoting import cells
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

_PERIOD = re.compile(r"(\d+)?([a-z]+)")
_UNITS = {
    "second": ("s", "sec", "secs", "second", "seconds"),
    "minute": ("min", "mins", "minute", "minutes"),
    "hour": ("h", "hr", "hrs", "hour", "hours"),
    "day": ("d", "day", "days"),
    "week": ("w", "week", "weeks"),
}
"""`m` is a month here, unlike anywhere else."""
_SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3_600.0, "day": 86_400.0, "week": 604_800.0}


@dataclass(frozen=True, slots=True)
class TimewrapCommand(DeclaredCommand):
    """Puts periods of a timechart beside each other."""

    keyword = "timewrap"
    type = CommandType.TRANSFORMING
    syntax = "timewrap [series=relative|short|exact] [align=now|end] [time_format=<string>] <name>"
    options = (
        Option(
            "series",
            "choice",
            default="relative",
            choices=("relative", "short", "exact"),
            says="How the periods are named.",
        ),
        Option("align", "choice", default="end", choices=("now", "end"), says="What the periods are aligned to."),
        Option("time_format", "string", default="%Y-%m-%d", says="How exact names are written."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("period", "word"),)
    documentation = Documentation(
        summary="Puts periods of a timechart beside each other.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Timewrap",
        examples=(
            Example(
                '| makeresults format=csv data="_time,n\n1699910000,1\n1699996400,2" | timewrap 1day align=now',
                rows=[{"n_1day_before": "1", "n_latest_day": "2"}],
            ),
        ),
        differs=("months, quarters, years, several units at once and series=exact are refused",),
        undecided=(
            "a period in which the clocks change: it is as long as the others",
            "where a range without an end ends: now, as one does that gives only its earliest",
        ),
    )

    series: str
    align: str
    time_format: str
    period: str

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for each time of the latest period, and for each field a column for each period, oldest first.

        Nulls: null where a period has no row at that time.
        """
        seconds, unit = self._period(context)
        latest = context.searched_range.latest
        end = context.now if self.align == "now" or latest is None else latest
        times = numbers(rows.column("_time"))
        known = rows.filter(times.is_not_null())
        moments = [float(str(value)) for value in numbers(known.column("_time")).values()]
        periods = [max(0, math.ceil((end - moment) / seconds) - 1) for moment in moments]
        shifted = Column.of([moment + period * seconds for moment, period in zip(moments, periods, strict=True)])
        return self._wrapped(known, shifted, periods, unit)

    def _period(self, context: Context) -> tuple[float, str]:
        """The seconds of the period and the name of its unit."""
        match = _PERIOD.fullmatch(self.period.lower())
        unit = next((name for name, words in _UNITS.items() if match and match[2] in words), None)
        if match is None or unit is None:
            raise unsupported(context, self.span, f"timewrap {self.period}", "write second, minute, hour, day or week")
        if int(match[1] or 1) != 1 or self.series == "exact":
            what = "timewrap with series=exact" if self.series == "exact" else f"timewrap {self.period}"
            raise unsupported(context, self.span, what, "write a single unit, and series=relative or short")
        return _SECONDS[unit], unit

    def _wrapped(self, rows: Table, shifted: Column, periods: list[int], unit: str) -> Table:
        keys = aggregate(Table({"t": shifted}, rows.height), ["t"], {"n": count_rows()}).column("t")
        order = sorted(set(periods), reverse=True)
        numbered = Column.of([order.index(period) for period in periods])
        filled = cells(positions(shifted, keys), numbered, len(keys), len(order))
        columns = {
            f"{name}_{self._title(period, unit)}": filled.column(number, rows.column(name))
            for name in rows.names
            if not name.startswith("_")
            for number, period in enumerate(order)
        }
        return Table({"_time": keys, **columns}, len(keys))

    def _title(self, period: int, unit: str) -> str:
        if self.series == "short":
            return f"s{period}"
        if period == 0:
            return f"latest_{unit}"
        return f"{period}{unit}{'s' if period > 1 else ''}_before"
