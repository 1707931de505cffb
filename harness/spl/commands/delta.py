"""`delta`: adds the difference to the value of an earlier row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import numbers, subtract
from harness.data.sequences import earlier_values
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class DeltaCommand(DeclaredCommand):
    """Adds the difference to the value of an earlier row."""

    keyword = "delta"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = "delta [p=<int>] <field> [AS <field>]"
    options = (Option("p", "integer", default=1, minimum=1, says="How many rows earlier."),)
    arguments: ClassVar[tuple[Argument, ...]] = (
        Argument("field", "field"),
        Argument("new_field", "field", after="as"),
    )
    documentation = Documentation(
        summary="Adds the difference to the value of an earlier row.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Delta",
        examples=(
            Example(
                "| makeresults count=3 | streamstats count as n | eval v=n*n | delta v as d | table v d",
                rows=[{"v": "1"}, {"v": "4", "d": "3"}, {"v": "9", "d": "5"}],
            ),
        ),
    )

    p: int
    field: FieldName
    new_field: FieldName | None

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """Every row with its number minus that of the row `p` rows before it.

        Nulls: null where one of the two is no number, and in the first rows.
        """
        values = numbers(rows.column(self.field.name))
        name = f"delta({self.field.name})" if self.new_field is None else self.new_field.name
        return rows.with_column(name, subtract(values, earlier_values(values, self.p)))
