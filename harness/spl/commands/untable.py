"""`untable`: makes one row of every cell: the inverse of xyseries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, Table
from harness.data.pivoting import stacked
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class UntableCommand(DeclaredCommand):
    """Makes one row of every cell: the inverse of xyseries."""

    keyword = "untable"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "untable <field> <field> <field>"
    arguments: ClassVar[tuple[Argument, ...]] = (
        Argument("x_field", "field"),
        Argument("y_name_field", "field"),
        Argument("y_data_field", "field"),
    )
    documentation = Documentation(
        summary="Makes one row of every cell: the inverse of xyseries.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Untable",
        examples=(
            Example(
                '| makeresults format=csv data="x,a,b\n1,2,3\n2,,4" | table x a b | untable x name value',
                rows=[
                    {"x": "1", "name": "a", "value": "2"},
                    {"x": "1", "name": "b", "value": "3"},
                    {"x": "2", "name": "b", "value": "4"},
                ],
            ),
        ),
        undecided=("the order of the cells of a row: that of the columns",),
    )

    x_field: FieldName
    y_name_field: FieldName
    y_data_field: FieldName

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """One row for each cell: the x field, the name of the cell's field and its value, row by row.

        Nulls: a cell without a value gives no row; internal fields are no cells.
        """
        x = self.x_field.name
        names = [name for name in rows.names if name != x and not name.startswith("_")]
        if not names or not rows.height:
            return Table({})
        every = rows.select([x]).take([row for row in range(rows.height) for _ in names])
        values = stacked([rows.column(name) for name in names])
        table = every.with_columns(
            {self.y_name_field.name: Column.of(names * rows.height), self.y_data_field.name: values}
        )
        return table.filter(values.is_not_null())
