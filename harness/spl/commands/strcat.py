"""`strcat`: joins fields and texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Column, coalesce, concatenate, laid_over, map_scalars, texts
from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.printer import print_fields, print_options

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class StrcatCommand(Command):
    """`strcat <field or text>... <destination>`; a part in quotes is a text, not a field."""

    keyword = "strcat"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "strcat [allrequired=<bool>] <field|string>... <field>"
    options = (Option("allrequired", "boolean", default=False, says="Gives nothing where a field is missing."),)
    documentation = Documentation(
        summary="Joins fields and texts into a field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Strcat",
        examples=(
            Example(
                '| makeresults | eval h="db1", p=5432 | strcat h "::" p addr | table addr', rows=[{"addr": "db1::5432"}]
            ),
        ),
        undecided=("A multivalue is joined by newlines, as nomv does it.",),
    )

    parts: tuple[FieldName, ...]
    destination: FieldName
    allrequired: bool = False

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the option, the parts and the destination."""
        values = cursor.options(cls.options)
        fields = cursor.fields(least=2, wildcards=False)
        return cls(cursor.command_span(), fields[:-1], fields[-1], **values)

    def render(self) -> str:
        """`strcat`, its option, its parts and its destination."""
        return (
            f"strcat{print_options(self.options, option_values(self))} {print_fields((*self.parts, self.destination))}"
        )

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows with the joined text; a missing field is empty, or with allrequired leaves the destination alone."""
        joined = Column.constant("", rows.height)
        for part in self.parts:
            joined = concatenate(joined, self._part(part, rows))
        return laid_over(rows, {self.destination.name: joined})

    def _part(self, part: FieldName, rows: Table) -> Column:
        if part.quoted:
            return Column.constant(part.name, rows.height)
        column = map_scalars(_text, texts(rows.column(part.name)))
        return column if self.allrequired else coalesce([column, Column.constant("", rows.height)])


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)
