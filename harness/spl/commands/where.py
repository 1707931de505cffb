"""`where`: keeps the results for which an eval expression is true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.evaluation import condition
from harness.spl.syntax.printer import print_expression

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import Expression
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class WhereCommand(Command):
    """`where <condition>`."""

    keyword = "where"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "where <eval expression>"
    documentation = Documentation(
        summary="Keeps the results for which a condition is true; false and null are dropped.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Where",
        examples=(
            Example(
                "| makeresults | eval a=5, b=3 | where a>b | table a b",
                rows=[{"a": "5", "b": "3"}],
                says="Two fields compared.",
            ),
            Example("| makeresults | eval a=1 | where a>b", rows=[], says="A comparison with null keeps nothing."),
        ),
    )

    expression: Expression

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the condition."""
        expression = cursor.condition()
        return cls(cursor.command_span(), expression)

    def render(self) -> str:
        """`where` and its condition."""
        return f"where {print_expression(self.expression)}"

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows for which the condition is true."""
        return rows.filter(condition(self.expression, rows, context))
