"""`fieldformat`: changes how a field is shown, not what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.printer import print_assignment

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Assignment
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class FieldformatCommand(Command):
    """`fieldformat <field>=<eval expression>`."""

    keyword = "fieldformat"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "fieldformat <field>=<eval expression>"
    documentation = Documentation(
        summary="Changes how the values of a field are shown.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Fieldformat",
    )

    assignment: Assignment

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the assignment."""
        assignment = cursor.assignment()
        return cls(cursor.command_span(), assignment)

    def render(self) -> str:
        """`fieldformat` and its assignment."""
        return f"fieldformat {print_assignment(self.assignment)}"
