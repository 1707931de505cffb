"""`metasearch`: finds events by their index, host, source and source type only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.printer import print_search_expression

if TYPE_CHECKING:
    from harness.spl.syntax.ast import SearchExpression
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class MetasearchCommand(Command):
    """`metasearch [<search expression>]`."""

    keyword = "metasearch"
    type = CommandType.GENERATING
    syntax = "metasearch [<search expression>]"
    documentation = Documentation(
        summary="Finds events by index, host, source, source type and terms, and gives only these fields.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Metasearch",
    )

    expression: SearchExpression | None = None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the search expression."""
        expression = cursor.search_expression()
        return cls(cursor.command_span(), expression)

    def render(self) -> str:
        """`metasearch` and its expression."""
        return f"metasearch {print_search_expression(self.expression)}" if self.expression else "metasearch"
