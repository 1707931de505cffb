"""`autoregress`: values of earlier rows beside the current one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.printer import print_field

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor

_ROWS = re.compile(r"\d+(?:-\d+)?\Z")


@dataclass(frozen=True, slots=True)
class AutoregressCommand(Command):
    """`autoregress <field> [AS <field>] [p=<int>|p=<int>-<int>]`; `p` as written."""

    keyword = "autoregress"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = "autoregress <field> [AS <field>] [p=<int>[-<int>]]"
    documentation = Documentation(
        summary="Adds the values of a field in earlier rows.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Autoregress",
    )

    field: FieldName
    new_field: FieldName | None = None
    p: str = "1"

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the field, its new name and how many rows back."""
        field = cursor.field(wildcards=False)
        new_field = cursor.field(wildcards=False) if cursor.keyword("as") else None
        rows = "1"
        if cursor.peek_option() == "p":
            cursor.keyword_before_equals()
            rows = cursor.word()
        if not _ROWS.match(rows):
            raise cursor.error(
                "SPL202", f'"p" is a whole number or a range of them, not "{rows}"', cursor.command_span()
            )
        return cls(cursor.command_span(), field, new_field, rows)

    def render(self) -> str:
        """`autoregress`, the field, its new name and how many rows back."""
        alias = f" AS {print_field(self.new_field)}" if self.new_field else ""
        return f"autoregress {print_field(self.field)}{alias}{'' if self.p == '1' else f' p={self.p}'}"
