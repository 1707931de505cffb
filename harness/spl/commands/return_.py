"""`return`: gives values of the first results to the search around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Column, Table
from harness.frozen import frozen
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.syntax.ast import FieldName, Node
from harness.spl.syntax.printer import print_field
from harness.spl.syntax.texts import quote_search

if TYPE_CHECKING:
    from harness.data import RenderedRow
    from harness.spl.syntax.cursor import Cursor


@frozen
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
        examples=(
            Example(
                '| makeresults format=csv data="user,ip\nann,1.1.1.1\nbob,2.2.2.2" | return 2 user src=ip',
                rows=[{"search": '(user="ann" src="1.1.1.1") OR (user="bob" src="2.2.2.2")'}],
            ),
        ),
        undecided=(
            "a multivalue field is refused",
            "the quotes around values, which some pages show and others do not",
        ),
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

    def execute(self, rows: Table, context: Context) -> Table:
        """One row with the field `search`: the fields of the first rows as a search expression.

        Nulls: a field that a row lacks is left out; without any text there is an empty one.
        Undecided: a multivalue field; it is refused.  Quotes around values; `$field` is the value as it is.
        """
        texts = [self._text(row, context) for row in rows.slice(0, max(0, self.count)).rows()]
        found = [text for text in texts if text]
        whole = found[0] if len(found) == 1 else " OR ".join(f"({text})" for text in found)
        return Table({"search": Column.constant(whole, 1)}, 1)

    def _text(self, row: RenderedRow, context: Context) -> str:
        parts: list[str] = []
        for returned in self.fields:
            value = row.get(returned.field.name)
            if isinstance(value, list):
                raise unsupported(context, returned.span, "return of a multivalue field", "mvexpand it before")
            if value is not None:
                name = (returned.alias or returned.field).name
                parts.append(value if returned.bare else f"{name}={quote_search(value)}")
        return " ".join(parts)


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
