"""`tojson`: makes a JSON object of each result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Column, laid_over, map_scalars, parse_number, render_number, texts
from harness.frozen import frozen
from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation.fields import select
from harness.spl.json_text import JsonNumber, JsonValue, is_json_number, read_json, render_json
from harness.spl.syntax.ast import FieldName, Node
from harness.spl.syntax.printer import print_field, print_options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harness.data import Table, Value
    from harness.spl.syntax.cursor import Cursor

_TYPES = ("auto", "bool", "json", "none", "num", "str")


@frozen
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
        examples=(
            Example(
                '| makeresults | eval a=7, b="x" | tojson output_field=j | table j', rows=[{"j": '{"a":7,"b":"x"}'}]
            ),
            Example(
                '| makeresults | eval a=7, b="yes" | tojson str(a) bool(b) output_field=j | table j',
                rows=[{"j": '{"a":"7","b":true}'}],
            ),
        ),
        undecided=("The order of the keys (that of the columns here).",),
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

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows with the object; a value that does not fit its type is left out, or null with fill_null.

        Nulls: a field that a row lacks is left out of its object, or null with fill_null.
        """
        kinds = self._kinds(rows)
        columns = [texts(rows.column(name)) for name in kinds]
        if not columns:
            return laid_over(rows, {self.output_field: Column.constant("{}", rows.height)})

        def render(*values: Value) -> str:
            return render_json(self._object(dict(zip(kinds.items(), values, strict=True))))

        return laid_over(rows, {self.output_field: map_scalars(render, *columns, nulls=True)})

    def _kinds(self, rows: Table) -> dict[str, str]:
        """The type of each field that takes part, in the order of the object."""
        if not self.fields:
            names = [name for name in rows.names if self.include_internal or not name.startswith("_")]
            return dict.fromkeys(names, self.default_type)
        kinds: dict[str, str] = {}
        for each in self.fields:
            for name in select((each.field,), rows.names):
                kinds.setdefault(name, each.kind or self.default_type)
        return kinds

    def _object(self, values: Mapping[tuple[str, str], Value]) -> JsonValue:
        parts = {name: _part(value, kind) for (name, kind), value in values.items()}
        if self.fill_null:
            return {name: None if part is SKIPPED else part for name, part in parts.items()}
        return {name: part for name, part in parts.items() if part is not SKIPPED}


def _part(value: Value, kind: str) -> JsonValue:
    if value is None:
        return SKIPPED
    if isinstance(value, list):
        parts = [_typed(member, kind) for member in value]
        return [part for part in parts if part is not SKIPPED]
    return _typed(str(value), kind)


def _typed(text: str, kind: str) -> JsonValue:
    number = parse_number(text)
    if kind == "str":
        return text
    if kind == "bool":
        return _truth(text.lower(), number)
    if number is not None:
        return JsonNumber(text if is_json_number(text) else render_number(number))
    if kind == "num":
        return SKIPPED
    if kind == "auto" and text in _WORDS:
        return _WORDS[text]
    document = read_json(text) if kind in ("auto", "json") else None
    if document is not None:
        return document[0]
    return SKIPPED if kind == "json" else text


def _truth(text: str, number: float | None) -> JsonValue:
    if number is not None:
        return number != 0
    if text in ("false", "f", "no"):
        return False
    return True if text in ("true", "t", "yes") else SKIPPED


SKIPPED = object()
"""Stands for a value that is left out."""

_WORDS: dict[str, JsonValue] = {"true": True, "false": False, "null": None}


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
