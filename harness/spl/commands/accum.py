"""`accum`: adds the running total of a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, choose, numbers, running, total
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName

_SUM = "\0sum"


@dataclass(frozen=True, slots=True)
class AccumCommand(DeclaredCommand):
    """Adds the running total of a field."""

    keyword = "accum"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = "accum <field> [AS <field>]"
    arguments: ClassVar[tuple[Argument, ...]] = (
        Argument("field", "field"),
        Argument("new_field", "field", after="as"),
    )
    documentation = Documentation(
        summary="Adds the running total of a field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Accum",
        examples=(
            Example(
                "| makeresults count=3 | streamstats count as n | accum n as sum | table n sum",
                rows=[{"n": "1", "sum": "1"}, {"n": "2", "sum": "3"}, {"n": "3", "sum": "6"}],
            ),
        ),
        undecided=("a value that is no number, where the sum replaces it: it stays",),
    )

    field: FieldName
    new_field: FieldName | None

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """Every row with the sum so far; a row that holds no number leaves the sum as it is and gets none.

        Undecided: what becomes of such a value where the sum takes its place; it stays.
        """
        values = rows.column(self.field.name)
        so_far = running(rows, [], {_SUM: total(numbers(values))}).column(_SUM)
        absent = rows.column(self.field.name) if self.new_field is None else Column.nulls(rows.height)
        sums = choose([numbers(values).is_not_null()], [so_far], absent)
        return rows.with_column((self.new_field or self.field).name, sums)
