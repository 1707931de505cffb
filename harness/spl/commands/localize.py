"""`localize`: makes time ranges of results."""

from __future__ import annotations

import re
from dataclasses import dataclass

from harness.data import Column, Table, numbers
from harness.errors import SplArgumentError
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

_TIME = re.compile(r"(\d{1,9})([smhd])")
_UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


@dataclass(frozen=True, slots=True)
class LocalizeCommand(DeclaredCommand):
    """Makes time ranges of results."""

    keyword = "localize"
    type = CommandType.TRANSFORMING
    syntax = "localize [maxpause=<string>] [timeafter=<string>] [timebefore=<string>]"
    options = (
        Option("maxpause", "string", default="1m", says="How much time may lie between two."),
        Option("timeafter", "string", default="30s", says="How much is added behind."),
        Option("timebefore", "string", default="30s", says="How much is added before."),
    )
    documentation = Documentation(
        summary="Makes time ranges of results.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Localize",
        examples=(
            Example(
                '| makeresults format=csv data="_time\n1000\n1030\n5000" | localize '
                "| table starttime endtime count duration",
                rows=[
                    {"starttime": "4970", "endtime": "5030", "count": "1", "duration": "60"},
                    {"starttime": "970", "endtime": "1060", "count": "2", "duration": "90"},
                ],
            ),
        ),
        undecided=(
            "the names of the fields of the number of events, of the duration and of the density",
            "whether duration and density are those of the expanded stretch of time; they are, here",
        ),
    )

    maxpause: str
    timeafter: str
    timebefore: str

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for each stretch of time without a longer pause, the latest first.

        Nulls: results without a time are in none.
        """
        pause, before, after = (self._seconds(name, context) for name in ("maxpause", "timebefore", "timeafter"))
        times = sorted(float(time) for time in numbers(rows.column("_time")).values() if isinstance(time, (int, float)))
        regions: list[list[float]] = []
        for time in times:
            if not regions or time - regions[-1][-1] > pause:
                regions.append([])
            regions[-1].append(time)
        return _listed(regions[::-1], before, after)

    def _seconds(self, name: str, context: Context) -> float:
        text: str = getattr(self, name)
        match = _TIME.fullmatch(text)
        if match is None:
            problem = f'"{text}" is no time such as 30s, 5m, 1h or 2d'
            raise context.error(SplArgumentError, "SPL207", problem, self.span, label=name)
        return int(match[1]) * _UNITS_S[match[2]]


def _listed(regions: list[list[float]], before: float, after: float) -> Table:
    """The table of some stretches of time."""
    bounds = [(times[0] - before, times[-1] + after, len(times)) for times in regions]
    columns = {
        "_time": Column.of(times[0] for times in regions),
        "starttime": Column.of(start for start, _, _ in bounds),
        "endtime": Column.of(end for _, end, _ in bounds),
        "count": Column.of(count for _, _, count in bounds),
        "duration": Column.of(end - start for start, end, _ in bounds),
        "density": Column.of(count / (end - start) if end > start else None for start, end, count in bounds),
    }
    return Table(columns, len(regions))
