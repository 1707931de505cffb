"""`concurrency`: counts the events that are under way when each one starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.data.intervals import meeting
from harness.errors import SplArgumentError
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table

_WAY_OUT = "write duration=<field>"


@dataclass(frozen=True, slots=True)
class ConcurrencyCommand(DeclaredCommand):
    """Counts the events that are under way when each one starts."""

    keyword = "concurrency"
    type = CommandType.DATASET_PROCESSING
    syntax = "concurrency [duration=<field>] [start=<field>] [output=<field>]"
    options = (
        Option("duration", "field", says="The field of how long an event takes."),
        Option("start", "field", default="_time", says="The field of when it starts."),
        Option("output", "field", default="concurrency", says="The field of the count."),
    )
    documentation = Documentation(
        summary="Counts the events that are under way when each one starts, itself among them.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Concurrency",
        examples=(
            Example(
                "| makeresults count=3 | streamstats count as n | eval start=n*10, took=15 "
                "| concurrency duration=took start=start | table start concurrency",
                rows=[
                    {"start": "10", "concurrency": "1"},
                    {"start": "20", "concurrency": "2"},
                    {"start": "30", "concurrency": "2"},
                ],
            ),
        ),
        undecided=(
            "whether an event is still under way at the very moment of its end; it is, here",
            "what becomes of events without start or duration; they stay, without a count, and are not counted",
        ),
    )

    duration: str | None
    start: str
    output: str

    def execute(self, rows: Table, context: Context) -> Table:
        """Every row with the count of the rows that are under way when it starts.

        Nulls: a row without numbers for its start and duration gets none.
        Raises: SplArgumentError without a duration.
        """
        if self.duration is None:
            raise context.error(SplArgumentError, "SPL204", "concurrency needs a duration", self.span, help=_WAY_OUT)
        counts = meeting(rows.column(self.start), rows.column(self.duration))
        return rows.with_column(self.output, counts)
