"""`return`: gives values of the first results to the search around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.ast import FieldName, Node
from harness.spl.syntax.printer import print_field

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class ReturnedField(Node):
    """One field to return: `field`, `alias=field`, or `$field` for its bare value."""

    field: FieldName
    alias: FieldName | None = None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class ReturnCommand(Command):
    """`return [<count>] <fields>`."""

    keyword = "return"
    type = CommandType.TRANSFORMING
    syntax = "return [<int>] [<alias>=<field>|<field>|$<field>]..."
    documentation = Documentation(
        summary="Makes a search expression of some fields of the first results.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Return",
    )

    fields: tuple[ReturnedField, ...]
    count: int = 1

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the count and the fields."""
        count = cursor.integer() if cursor.peek_integer() else 1
        fields: list[ReturnedField] = []
        while not cursor.at_end():
            fields.append(_field(cursor))
            cursor.punctuation(",")
        return cls(cursor.command_span(), tuple(fields), count)

    def render(self) -> str:
        """`return`, its count and its fields."""
        count = "" if self.count == 1 else f" {self.count}"
        return f"return{count}" + "".join(f" {_printed(field)}" for field in self.fields)


def _field(cursor: Cursor) -> ReturnedField:
    start = cursor.mark()
    bare = cursor.punctuation("$")
    field = cursor.field(wildcards=False)
    alias = None
    if not bare and cursor.punctuation("="):
        alias, field = field, cursor.field(wildcards=False)
    return ReturnedField(cursor.span_from(start), field, alias, bare)


def _printed(returned: ReturnedField) -> str:
    name = print_field(returned.field)
    return f"{print_field(returned.alias)}={name}" if returned.alias else f"{'$' if returned.bare else ''}{name}"
