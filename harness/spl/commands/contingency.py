"""`contingency`: counts how often the values of two fields come together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, Table, aggregate, choose, count_rows, map_scalars, texts, total
from harness.data.pairing import positions
from harness.data.pivoting import cells, row_totals
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName

_COUNT = "\0count"
EMPTY = "EMPTY_STR"
"""What an empty text is called."""
MOST_VALUES = 1000
"""How many values of a field are shown at most (maxvalues of Splunk's limits.conf, [ctable])."""


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
        Option("maxrows", "integer", default=0, minimum=0, says="How many rows at most; 0: 1000."),
        Option("maxcols", "integer", default=0, minimum=0, says="How many columns at most; 0: 1000."),
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
                    {"a": "x", "q": "1", "p": "1", "TOTAL": "2"},
                    {"a": "y", "q": "1", "p": "0", "TOTAL": "1"},
                    {"a": "TOTAL", "q": "2", "p": "1", "TOTAL": "3"},
                ],
            ),
        ),
        differs=("minrowcover and mincolcover are refused unless they leave nothing out",),
        undecided=("the order of values that are equally frequent: their own",),
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
        """One row for each value of the first field, one column for each of the second, and the sums of what is shown.

        The most frequent values come first, and are those that stay where there are too many.
        Nulls: a row that lacks one of the fields is not counted; a pair that no row has counts 0.
        """
        if min(self.minrowcover, self.mincolcover) < 1:
            raise unsupported(context, self.span, f"{self.keyword} with a part of the values that must be shown")
        first, second = self.row_field.name, self.column_field.name
        pairs = aggregate(rows, [first, second], {_COUNT: count_rows()})
        if not pairs.height:
            return Table({})
        pairs = pairs.with_columns({name: _shown(pairs.column(name)) for name in (first, second)})
        down, across = _commonest(pairs, first, self.maxrows), _commonest(pairs, second, self.maxcols)
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


def _shown(values: Column) -> Column:
    return map_scalars(lambda value: EMPTY if value == "" else value, values)


def _commonest(pairs: Table, name: str, most: int) -> Table:
    """The values of a field with their counts, the most frequent first; of equal ones in their own order."""
    found = aggregate(pairs, [name], {_COUNT: total(pairs.column(_COUNT))})
    counts = [float(str(count)) for count in found.column(_COUNT).values()]
    order = sorted(range(found.height), key=lambda place: -counts[place])
    return found.take(order[: min(most or MOST_VALUES, MOST_VALUES)])


def _counted(counts: Column) -> Column:
    return choose([counts.is_null()], [Column.constant(0, len(counts))], counts)
