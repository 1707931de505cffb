"""`contingency`: counts how often the values of two fields come together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, Table, aggregate, choose, count_rows, texts, total
from harness.data.pairing import positions
from harness.data.pivoting import cells, row_totals
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName

_COUNT = "\0count"


@dataclass(frozen=True, slots=True)
class ContingencyCommand(DeclaredCommand):
    """`contingency [<options>] <field> <field>`."""

    keyword = "contingency"
    aliases = ("counttable", "ctable")
    type = CommandType.TRANSFORMING
    syntax = (
        "contingency [usetotal=<bool>] [totalstr=<field>] [maxrows=<int>] [maxcols=<int>] [minrowcover=<number>] "
        "[mincolcover=<number>] <field> <field>"
    )
    options = (
        Option("usetotal", "boolean", default=True, says="Adds the sums of rows and columns."),
        Option("totalstr", "field", default="TOTAL", says="What the row and the column of sums are called."),
        Option("maxrows", "integer", default=0, minimum=0, says="How many rows at most; 0: as many as there are."),
        Option("maxcols", "integer", default=0, minimum=0, says="How many columns at most; 0: as many as there are."),
        Option("minrowcover", "number", default=1.0, says="The part of the row values that must be shown."),
        Option("mincolcover", "number", default=1.0, says="The part of the column values that must be shown."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("row_field", "field"), Argument("column_field", "field"))
    documentation = Documentation(
        summary="Makes a table of how many results hold each pair of values of two fields.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Contingency",
        examples=(
            Example(
                '| makeresults format=csv data="a,b\nx,p\nx,q\ny,q" | contingency a b',
                rows=[
                    {"a": "x", "p": "1", "q": "1", "TOTAL": "2"},
                    {"a": "y", "p": "0", "q": "1", "TOTAL": "1"},
                    {"a": "TOTAL", "p": "1", "q": "2", "TOTAL": "3"},
                ],
            ),
        ),
        differs=("maxrows, maxcols, minrowcover and mincolcover are refused unless they leave nothing out",),
        undecided=("the order of rows and columns: that of their values",),
    )

    usetotal: bool
    totalstr: str
    maxrows: int
    maxcols: int
    minrowcover: float
    mincolcover: float
    row_field: FieldName
    column_field: FieldName

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for each value of the first field, one column for each of the second, and their sums.

        Nulls: a row that lacks one of the fields is not counted; a pair that no row has counts 0.
        """
        if self.maxrows or self.maxcols or min(self.minrowcover, self.mincolcover) < 1:
            raise unsupported(context, self.span, f"{self.keyword} with limits on its rows and columns")
        first, second = self.row_field.name, self.column_field.name
        pairs = aggregate(rows, [first, second], {_COUNT: count_rows()})
        down, across = (aggregate(pairs, [name], {_COUNT: total(pairs.column(_COUNT))}) for name in (first, second))
        if not pairs.height:
            return Table({})
        names = [str(name) for name in texts(across.column(second)).values()]
        row, column = (positions(pairs.column(n), keys.column(n)) for n, keys in ((first, down), (second, across)))
        places = cells(row, column, down.height, len(names))
        counts = [_counted(places.column(number, pairs.column(_COUNT))) for number in range(len(names))]
        table = Table({first: down.column(first), **dict(zip(names, counts, strict=True))}, down.height)
        return self._with_totals(table, names) if self.usetotal else table

    def _with_totals(self, table: Table, names: list[str]) -> Table:
        wide = table.with_column(self.totalstr, row_totals([table.column(name) for name in names], table.height))
        sums = aggregate(wide, [], {name: total(wide.column(name)) for name in [*names, self.totalstr]})
        label = Table({self.row_field.name: Column.constant(self.totalstr, 1)}, 1)
        return wide.concat(label.with_columns({name: _counted(sums.column(name)) for name in sums.names}))


def _counted(counts: Column) -> Column:
    return choose([counts.is_null()], [Column.constant(0, len(counts))], counts)
