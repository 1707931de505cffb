"""`correlate`: computes how often fields occur together."""

from __future__ import annotations

from dataclasses import dataclass

from harness.data import Column, Table
from harness.data.cooccurrence import together
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._undecided import say_undecided
from harness.spl.contract import CommandType, Context, Documentation, Example, Message

_MOST_FIELDS = 1000
"""How many fields are looked at (limits.conf, correlate: maxfields)."""


@dataclass(frozen=True, slots=True)
class CorrelateCommand(DeclaredCommand):
    """Computes how often fields occur together."""

    keyword = "correlate"
    type = CommandType.TRANSFORMING
    syntax = "correlate"
    documentation = Documentation(
        summary="Gives a row and a column for each field: in which part of the results both are there together.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Correlate",
        examples=(
            Example(
                '| makeresults format=csv data="a,b\n1,2\n3,\n5,6\n7,8" | correlate',
                rows=[{"RowField": "a", "a": "1", "b": "0.75"}, {"RowField": "b", "a": "0.75", "b": "1"}],
            ),
        ),
        undecided=(
            "what the number of common results is divided by: that of the results that have either field, here",
            "how many decimals a cell has, and the order of the fields",
        ),
    )

    def execute(self, rows: Table, context: Context) -> Table:
        """One row and one column for each field that any result has, internal ones left out."""
        say_undecided(self, context, "what the number of common results is divided by")
        every = [
            n
            for n, column in rows.columns.items()
            if not n.startswith("_") and column.series.null_count() < rows.height
        ]
        names = every[:_MOST_FIELDS]
        if len(every) > len(names):
            text = f"correlate: input fields limit ({_MOST_FIELDS}) reached. Some fields may have been ignored."
            context.say(Message("WARN", text, self.span))
        counts = together([rows.column(name) for name in names])
        columns = {
            name: Column.of(_ratio(counts[i][j], counts[i][i], counts[j][j]) for i in range(len(names)))
            for j, name in enumerate(names)
        }
        return Table({"RowField": Column.of(names), **columns}, len(names))


def _ratio(both: int, one: int, other: int) -> float:
    return both / (one + other - both)
