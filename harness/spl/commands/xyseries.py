"""`xyseries`: makes columns of the values of a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.printer import print_fields, print_options

if TYPE_CHECKING:
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
