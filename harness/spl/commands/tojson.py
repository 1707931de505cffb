"""`tojson`: makes a JSON object of each result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.ast import FieldName, Node
from harness.spl.syntax.printer import print_field, print_options

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor

_TYPES = ("auto", "bool", "json", "none", "num", "str")


@dataclass(frozen=True, slots=True)
class JsonField(Node):
    """`num(field)`: a field, or a pattern of fields, and the type of its values; the type may be left out."""

    field: FieldName
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class TojsonCommand(Command):
    """`tojson [<type>(<field>)]...`; without fields it takes all of them."""

    keyword = "tojson"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = (
        "tojson [<field>|auto(<field>)|bool(<field>)|json(<field>)|none(<field>)|num(<field>)|str(<field>)]... "
        "[default_type=<type>] [fill_null=<bool>] [include_internal=<bool>] [output_field=<field>]"
    )
    options = (
        Option("default_type", "choice", default="none", choices=_TYPES, says="The type of fields that say none."),
        Option("fill_null", "boolean", default=False, says="Writes null for values that are missing."),
        Option("include_internal", "boolean", default=False, says="Takes internal fields too."),
        Option("output_field", "field", default="_raw", says="The field for the JSON."),
    )
    documentation = Documentation(
        summary="Makes a JSON object of the fields of each result.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Tojson",
    )

    fields: tuple[JsonField, ...] = ()
    default_type: str = "none"
    fill_null: bool = False
    include_internal: bool = False
    output_field: str = "_raw"

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options and fields."""
        values = cursor.options(cls.options)
        fields: list[JsonField] = []
        while not cursor.at_end():
            fields.append(_field(cursor))
            cursor.punctuation(",")
            cursor.options(cls.options, values)
        return cls(cursor.command_span(), tuple(fields), **values)

    def render(self) -> str:
        """`tojson`, its options and its fields."""
        return f"tojson{print_options(self.options, option_values(self))}" + "".join(map(_printed, self.fields))


def _field(cursor: Cursor) -> JsonField:
    start = cursor.mark()
    field = cursor.field(calls=False)
    if field.quoted or field.name.lower() not in _TYPES or not cursor.punctuation("("):
        return JsonField(field.span, field)
    inner = cursor.field(calls=False)
    cursor.expect(")")
    return JsonField(cursor.span_from(start), inner, field.name.lower())


def _printed(field: JsonField) -> str:
    name = print_field(field.field)
    return f" {field.kind}({name})" if field.kind else f" {name}"
