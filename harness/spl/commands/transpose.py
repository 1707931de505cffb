"""`transpose`: makes rows of columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.data import Column, Table, texts
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option


@dataclass(frozen=True, slots=True)
class TransposeCommand(DeclaredCommand):
    """Makes rows of columns."""

    keyword = "transpose"
    type = CommandType.DATASET_PROCESSING
    syntax = "transpose [column_name=<string>] [header_field=<field>] [include_empty=<bool>] [<int>]"
    options = (
        Option("column_name", "string", default="column", says="The name of the first column."),
        Option("header_field", "field", says="The field whose values name the columns."),
        Option("include_empty", "boolean", default=True, says="Keeps columns without a value."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("count", "integer", optional=True, default=5),)
    documentation = Documentation(
        summary="Makes rows of columns.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Transpose",
        examples=(
            Example(
                '| makeresults format=csv data="host,n\na,1\nb,2" | table host n | transpose header_field=host',
                rows=[{"column": "n", "a": "1", "b": "2"}],
            ),
        ),
        undecided=(
            "several rows with the same name: the last one stays; one without a name is named by its number",
            "the order of the fields where no command has set one: that of the columns",
        ),
    )

    column_name: str
    header_field: str | None
    include_empty: bool
    count: int

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for each field, one column for each of the first rows.

        Nulls: with `include_empty` false a field without any value gives no row; internal fields never do.
        """
        if self.count < 0:
            raise unsupported(context, self.span, f"transpose of {self.count} rows")
        taken = rows.slice(0, self.count or None)
        names = [name for name in rows.names if not name.startswith("_") and name != self.header_field]
        if not self.include_empty:
            names = [name for name in names if not all(taken.column(name).is_null().values())]
        cells = zip(*(taken.column(name).values() for name in names), strict=True) if names else iter(())
        columns = {title: Column.of(values) for title, values in zip(self._titles(taken), cells, strict=False)}
        return Table({self.column_name: Column.of(names), **columns}, len(names))

    def _titles(self, taken: Table) -> list[str]:
        numbered = [f"row {number}" for number in range(1, taken.height + 1)]
        if self.header_field is None:
            return numbered
        given = texts(taken.column(self.header_field)).values()
        return [value if isinstance(value, str) else title for value, title in zip(given, numbered, strict=True)]
