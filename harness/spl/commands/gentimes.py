"""`gentimes`: makes time ranges."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from harness.data import Column, Table
from harness.errors import SplArgumentError
from harness.spl.commands._bins import MOST_BINS, too_many_bins
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.timerange import parse_time_modifier, strftime, strptime

_HUMAN = "%a %b %d %H:%M:%S %Y"
_DAYS = re.compile(r"[+-]?\d{1,6}")
_DATE = r"\d{1,2}/\d{1,2}/"
_DATES = {
    "%m/%d/%Y:%H:%M:%S": re.compile(_DATE + r"\d{4}:\d{1,2}:\d{1,2}:\d{1,2}"),
    "%m/%d/%Y": re.compile(_DATE + r"\d{4}"),
    "%m/%d/%y:%H:%M:%S": re.compile(_DATE + r"\d{2}:\d{1,2}:\d{1,2}:\d{1,2}"),
    "%m/%d/%y": re.compile(_DATE + r"\d{2}"),
}
_INCREMENT = re.compile(r"(\d{1,9})([smhd])?")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


@dataclass(frozen=True, slots=True)
class GentimesCommand(DeclaredCommand):
    """Makes time ranges."""

    keyword = "gentimes"
    type = CommandType.GENERATING
    syntax = "gentimes [start=<string>] [end=<string>] [increment=<string>]"
    options = (
        Option("start", "string", says="Where the first one starts."),
        Option("end", "string", says="Where the last one ends."),
        Option("increment", "string", default="1d", says="How long each one is."),
    )
    documentation = Documentation(
        summary="Makes time ranges.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Gentimes",
        examples=(
            Example(
                "| gentimes start=10/1/2007 end=10/3/2007 | fields starttime endtime",
                rows=[
                    {"starttime": "1191196800", "endtime": "1191283199"},
                    {"starttime": "1191283200", "endtime": "1191369599"},
                ],
            ),
        ),
        undecided=(
            "an increment without a unit: days",
            "a day in which the clocks change: 24 hours",
            "how starthuman and endhuman are written",
        ),
    )

    start: str | None
    end: str | None
    increment: str

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """One row for each stretch of time from `start` up to, and without, `end`.

        Units: `starttime` and `endtime` in epoch seconds; a stretch ends one second before the next one starts.
        """
        zone = ZoneInfo(context.settings.timezone)
        if self.start is None:
            raise context.error(SplArgumentError, "SPL204", "gentimes needs a start", self.span, help="write start=-7")
        first = self._time(self.start, context, zone)
        end = (
            parse_time_modifier("@d").resolve(context.now, zone)
            if self.end is None
            else self._time(self.end, context, zone)
        )
        width = self._width(context)
        count = max(0, math.ceil((end - first) / width))
        if count > MOST_BINS:
            raise too_many_bins(count, self.span, context)
        starts = [first + number * width for number in range(count)]
        ends = [start + width - 1 for start in starts]
        return Table(
            {
                "starttime": Column.of(starts),
                "endtime": Column.of(ends),
                "starthuman": Column.of(strftime(start, _HUMAN, zone) for start in starts),
                "endhuman": Column.of(strftime(moment, _HUMAN, zone) for moment in ends),
            }
        )

    def _time(self, text: str, context: Context, zone: ZoneInfo) -> float:
        """A date, a date and time, or a number of days from today."""
        if _DAYS.fullmatch(text):
            return parse_time_modifier(f"@d{int(text):+d}d").resolve(context.now, zone)
        for form, pattern in _DATES.items():
            found = strptime(text, form, zone, context.now) if pattern.fullmatch(text) else None
            if found is not None:
                return found
        problem = f'"{text}" is no time that gentimes takes'
        raise context.error(SplArgumentError, "SPL206", problem, self.span, help="write 10/1/2024 or -7")

    def _width(self, context: Context) -> float:
        match = _INCREMENT.fullmatch(self.increment)
        if match is None or not int(match[1]):
            problem = f'"{self.increment}" is no increment; it is a number and s, m, h or d'
            raise context.error(SplArgumentError, "SPL207", problem, self.span, label="increment")
        return int(match[1]) * _SECONDS[match[2] or "d"]
