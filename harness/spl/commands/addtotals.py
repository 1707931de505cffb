"""`addtotals`: adds the sum of the numeric fields of each row, of each column, or of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data.pivoting import row_totals
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._totals import summed_fields, with_column_totals
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class AddtotalsCommand(DeclaredCommand):
    """Adds the sum of the numeric fields of each row, of each column, or of both."""

    keyword = "addtotals"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = (
        "addtotals [row=<bool>] [col=<bool>] [labelfield=<field>] [label=<string>] [fieldname=<field>] [<field>...]"
    )
    options = (
        Option("row", "boolean", default=True, says="Adds the sum of each row."),
        Option("col", "boolean", default=False, says="Adds a row with the sum of each column."),
        Option("labelfield", "field", says="The field that names the row of sums."),
        Option("label", "string", default="Total", says="What it is named."),
        Option("fieldname", "field", default="Total", says="The field of the sums of rows."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Adds the sum of the numeric fields of each row, of each column, or of both.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Addtotals",
        examples=(
            Example(
                '| makeresults format=csv data="p,a,b\nx,1,2\ny,3," | addtotals col=t labelfield=p | table p a b Total',
                rows=[
                    {"p": "x", "a": "1", "b": "2", "Total": "3"},
                    {"p": "y", "a": "3", "Total": "3"},
                    {"p": "Total", "a": "4", "b": "2", "Total": "6"},
                ],
            ),
        ),
        undecided=("the total of a row without numbers: 0",),
    )

    row: bool
    col: bool
    labelfield: str | None
    label: str
    fieldname: str
    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """Every row with the sum of its numbers, then with `col` a row with the sum of each column."""
        names = summed_fields(self.fields, rows)
        if self.row:
            sums = row_totals([rows.column(name) for name in names], rows.height)
            rows = rows.with_column(self.fieldname, sums)
            names = [*names, *([] if self.fieldname in names else [self.fieldname])]
        return with_column_totals(rows, names, self.labelfield, self.label) if self.col else rows
