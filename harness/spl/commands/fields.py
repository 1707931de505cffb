"""`fields`: keeps or removes fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.evaluation.fields import select
from harness.spl.syntax.printer import print_fields

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class FieldsCommand(Command):
    """`fields <fields>` keeps them, `fields - <fields>` removes them; names may have wildcards."""

    keyword = "fields"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "fields [+|-] <field>..."
    documentation = Documentation(
        summary="Keeps the named fields (internal ones stay too), or removes them.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Fields",
        examples=(Example("| makeresults | eval a=1, b=2 | fields b | fields - _time", rows=[{"b": "2"}]),),
    )

    fields: tuple[FieldName, ...]
    removes: bool = False

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the sign and the names."""
        removes = cursor.punctuation("-")
        if not removes:
            cursor.punctuation("+")
        fields = cursor.fields()
        return cls(cursor.command_span(), fields, removes)

    def render(self) -> str:
        """`fields`, the sign if it removes, and the names."""
        keeps = "+ " if self.fields[0].name[:1] in ("+", "-") else ""
        return f"fields {'- ' if self.removes else keeps}{print_fields(self.fields, ', ')}"

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows with the chosen fields, in the order they are named, internal ones behind."""
        chosen = select(self.fields, rows.names)
        if self.removes:
            return rows.without(chosen)
        internal = [name for name in rows.names if name.startswith("_")]
        return rows.select(list(dict.fromkeys([name for name in chosen if name in rows] + internal)))
