"""`fromjson`: makes fields of the keys of a JSON object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import laid_over, map_records, texts
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.json_fields import leaf_text
from harness.spl.json_text import JsonValue, read_json

if TYPE_CHECKING:
    from harness.data import Record, Table, Value
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class FromjsonCommand(DeclaredCommand):
    """Makes fields of the keys of a JSON object."""

    keyword = "fromjson"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "fromjson [prefix=<string>] <field>"
    options = (Option("prefix", "string", default="", says="Stands before the names of the new fields."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field"),)
    documentation = Documentation(
        summary="Makes fields of the keys of a JSON object.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Fromjson",
        examples=(
            Example(
                '| makeresults | eval o=json_object("n", "Ann", "age", 63) | fromjson o prefix=p_ | table p_n p_age',
                rows=[{"p_n": "Ann", "p_age": "63"}],
            ),
        ),
        undecided=(
            "An array is a multivalue of its elements, an object inside is its JSON text; null sets nothing.",
            "A field that holds no JSON object leaves its result as it is.",
        ),
    )

    prefix: str
    field: FieldName

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows with a field for each key of the object."""
        values = texts(rows.column(self.field.name))
        return laid_over(rows, map_records(self._fields, values).columns())

    def _fields(self, value: str | list[str]) -> Record:
        document = read_json(value) if isinstance(value, str) else None
        if document is None or not isinstance(document[0], dict):
            return {}
        return {f"{self.prefix}{key}": _value(item) for key, item in document[0].items() if item is not None}


def _value(item: JsonValue) -> Value:
    if not isinstance(item, list):
        return leaf_text(item)
    members = [leaf_text(member) for member in item if member is not None]
    return members[0] if len(members) == 1 else members or None
