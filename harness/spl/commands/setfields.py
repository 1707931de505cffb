"""`setfields`: gives fields of every result a fixed value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Column
from harness.spl.commands._unread import COMMAND_TYPES
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.syntax.printer import print_field, print_word

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class SetfieldsCommand(Command):
    """`setfields <field>=<value>[, <field>=<value>]...`."""

    keyword = "setfields"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "setfields <field>=<string>[, <field>=<string>]..."
    documentation = Documentation(
        summary="Gives fields of every result a fixed value; internal.",
        source=COMMAND_TYPES,
        examples=(
            Example(
                '| makeresults | setfields ip="10.0.0.1", note="x y" | table ip note',
                [{"ip": "10.0.0.1", "note": "x y"}],
            ),
        ),
    )

    values: tuple[tuple[FieldName, str], ...] = ()

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads names and values."""
        values: list[tuple[FieldName, str]] = []
        while not cursor.at_end():
            name = cursor.field(wildcards=False)
            cursor.expect("=")
            values.append((name, cursor.word()))
            cursor.punctuation(",")
        if not values:
            raise cursor.missing("a field and its value")
        return cls(cursor.command_span(), tuple(values))

    def render(self) -> str:
        """`setfields`, and each field with its value."""
        return "setfields " + ", ".join(f"{print_field(name)}={print_word(value)}" for name, value in self.values)

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """Every row with these values."""
        return rows.with_columns({field.name: Column.constant(value, rows.height) for field, value in self.values})
