"""`reltime`: adds the age of each event in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.data import map_scalars, numbers
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class ReltimeCommand(DeclaredCommand):
    """Adds the age of each event in words."""

    keyword = "reltime"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "reltime"
    documentation = Documentation(
        summary="Adds the age of each event in words.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Reltime",
        examples=(
            Example(
                "| makeresults | eval _time=_time-150 | reltime | table reltime", rows=[{"reltime": "2 minutes ago"}]
            ),
        ),
        differs=("The age counts from the start of the search, not from the moment the command runs.",),
        undecided=("The texts of newer versions (yesterday, last week); here the largest unit that fits, in numbers.",),
    )

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with the age in `reltime`; `unknown` without a time, a month has 30 days and a year 12 months."""
        ages = map_scalars(lambda time: _age(time, context.now), numbers(rows.column("_time")), nulls=True)
        return rows.with_column("reltime", ages)


_UNITS = (("year", 31_104_000), ("month", 2_592_000), ("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def _age(time: float | None, now: float) -> str:
    if time is None:
        return "unknown"
    seconds = int(now - time)
    if seconds < -60:
        return "future"
    for unit, width in _UNITS:
        if seconds >= width:
            count = seconds // width
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "now"
