"""`xyseries`: makes columns of the values of a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Column, SortKey, Table, and_, map_scalars, running, sort_rows, subtract, texts, total
from harness.data.pairing import changed_rows, distinct_rows, positions, row_texts
from harness.data.pivoting import cells
from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.printer import print_fields, print_options

if TYPE_CHECKING:
    from harness.data import Value
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class XyseriesCommand(Command):
    """`xyseries <x field> <y name field> <y data fields>`."""

    keyword = "xyseries"
    aliases = ("maketable",)
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "xyseries [grouped=<bool>] <x field> <y name field> <y data field>... [sep=<string>] [format=<string>]"
    options = (
        Option("grouped", "boolean", default=False, says="The results are sorted by the x field already."),
        Option("sep", "string", default=": ", says="Stands between the data field and the value in a column's name."),
        Option("format", "string", says="The name of a column, with $AGG$ and $VAL$."),
    )
    documentation = Documentation(
        summary="Makes one row of each value of a field and one column of each value of another.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Xyseries",
        examples=(
            Example(
                '| makeresults format=csv data="x,k,v\n2,b,1\n1,a,2\n1,b,3" | xyseries x k v',
                rows=[{"x": "1", "a": "2", "b": "3"}, {"x": "2", "b": "1"}],
            ),
        ),
        undecided=(
            "several values for one cell: the last one stays",
            "the order of the columns: that of their names",
            "a multivalue name: its members are joined by blanks",
        ),
    )

    fields: tuple[FieldName, ...]
    grouped: bool = False
    sep: str = ": "
    format: str | None = None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options and three or more fields."""
        values = cursor.options(cls.options)
        fields = cursor.fields(least=3, wildcards=False)
        cursor.options(cls.options, values)
        return cls(cursor.command_span(), fields, **values)

    @property
    def x_field(self) -> FieldName:
        """Names the rows."""
        return self.fields[0]

    @property
    def y_name_field(self) -> FieldName:
        """Names the columns."""
        return self.fields[1]

    @property
    def y_data_fields(self) -> tuple[FieldName, ...]:
        """Fill the cells."""
        return self.fields[2:]

    def render(self) -> str:
        """`xyseries`, its options and its fields."""
        return f"xyseries{print_options(self.options, option_values(self))} {print_fields(self.fields, ', ')}"

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """One row for each value of x in its order, or with `grouped` for each run of it, one column for each name.

        Nulls: a row without x or without a name fills no cell.
        """
        x, name = self.x_field.name, self.y_name_field.name
        rows = rows.filter(and_(rows.column(x).is_not_null(), rows.column(name).is_not_null()))
        place, keys = _runs(rows.column(x)) if self.grouped else _distinct(rows.column(x))
        titles = _titles(rows.column(name))
        names = sorted({str(title) for title in titles.values()})
        filled = cells(place, positions(titles, Column.of(names)), len(keys), len(names))
        columns = {
            self._title(data.name, title): filled.column(number, rows.column(data.name))
            for data in self.y_data_fields
            for number, title in enumerate(names)
        }
        return Table({x: keys, **columns}, len(keys))

    def _title(self, data: str, name: str) -> str:
        if self.format is not None:
            return self.format.replace("$AGG$", data).replace("$VAL$", name)
        if len(self.y_data_fields) > 1:
            return f"{data}{self.sep}{name}"
        return f"VALUE{name}" if name.startswith("_") else name


def _distinct(x: Column) -> tuple[Column, Column]:
    """For each row the place of its value among all values in order, and these."""
    table = Table({"x": x}, len(x))
    keys = sort_rows(table.filter(distinct_rows(row_texts(table, ["x"]))), [SortKey("x")]).column("x")
    return positions(x, keys), keys


def _runs(x: Column) -> tuple[Column, Column]:
    """For each row the number of its run of equal values, and the value of each run."""
    table = Table({"x": x}, len(x))
    starts = changed_rows(row_texts(table, ["x"]))
    ones = map_scalars(int, starts)
    place = running(table, [], {"run": total(ones)}, current=True).column("run")
    return subtract(place, Column.constant(1, len(x))), table.filter(starts).column("x")


def _titles(names: Column) -> Column:
    """TEXT: the names of columns; the members of a multivalue are joined by blanks."""

    def joined(value: Value) -> Value:
        return " ".join(value) if isinstance(value, list) else value

    return map_scalars(joined, texts(names))
