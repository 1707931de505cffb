"""`fieldformat`: changes how a field is shown, not what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.evaluation import evaluate
from harness.spl.syntax.printer import print_assignment

if TYPE_CHECKING:
    from harness.data import Table
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
        examples=(
            Example(
                '| makeresults | eval n=1234 | fieldformat n=tostring(n, "commas") | eval m=n+1 | table n m',
                rows=[{"n": "1234", "m": "1235"}],
                says="The value itself stays as it is.",
            ),
        ),
        differs=("Results hold the values, as exported results do; how Splunk Web would show them is not computed.",),
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

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows as they are: only the display changes.

        Raises: SplError where the expression could not be computed.
        """
        evaluate(self.assignment.expression, rows, context)
        return rows
