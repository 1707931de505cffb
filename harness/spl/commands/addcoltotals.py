"""`addcoltotals`: adds a row with the sum of each numeric column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._totals import summed_fields, with_column_totals
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class AddcoltotalsCommand(DeclaredCommand):
    """Adds a row with the sum of each numeric column."""

    keyword = "addcoltotals"
    type = CommandType.TRANSFORMING
    syntax = "addcoltotals [labelfield=<field>] [label=<string>] [<field>...]"
    options = (
        Option("labelfield", "field", says="The field that names the row of sums."),
        Option("label", "string", default="Total", says="What it is named."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Adds a row with the sum of each numeric column.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Addcoltotals",
        examples=(
            Example(
                '| makeresults format=csv data="p,a\nx,1\ny,3" | addcoltotals labelfield=p | table p a',
                rows=[{"p": "x", "a": "1"}, {"p": "y", "a": "3"}, {"p": "Total", "a": "4"}],
            ),
        ),
    )

    labelfield: str | None
    label: str
    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows, then one with the sum of the numbers of each field.

        Nulls: a field without numbers has no sum.
        """
        return with_column_totals(rows, summed_fields(self.fields, rows), self.labelfield, self.label)
