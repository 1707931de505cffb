"""`inputlookup`: the rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.printer import print_options, print_search_expression, print_word

if TYPE_CHECKING:
    from harness.spl.syntax.ast import SearchExpression
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class InputlookupCommand(Command):
    """`inputlookup [append=<bool>] <table> [WHERE <search expression>]`."""

    keyword = "inputlookup"
    type = CommandType.GENERATING
    syntax = "inputlookup [append=<bool>] [strict=<bool>] [start=<int>] [max=<int>] <table> [WHERE <search expression>]"
    options = (
        Option("append", "boolean", default=False, says="Puts the rows behind the current results."),
        Option("strict", "boolean", default=False, says="Fails where there is no such table."),
        Option("start", "integer", default=0, minimum=0, says="The first row, counted from 0."),
        Option("max", "integer", default=1_000_000_000, minimum=0, says="How many rows at most."),
    )
    documentation = Documentation(
        summary="Gives the rows of a table.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Inputlookup",
    )

    table: str
    where: SearchExpression | None = None
    append: bool = False
    strict: bool = False
    start: int = 0
    max: int = 1_000_000_000

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, the table and the WHERE clause."""
        values = cursor.options(cls.options)
        table = cursor.word()
        cursor.options(cls.options, values)
        where = cursor.search_expression() if cursor.keyword("where") else None
        return cls(cursor.command_span(), table, where, **values)

    @property
    def is_generating(self) -> bool:
        """Unless it appends to what is there."""
        return not self.append

    def render(self) -> str:
        """`inputlookup`, its options, table and WHERE clause."""
        text = f"inputlookup{print_options(self.options, option_values(self))} {print_word(self.table)}"
        return f"{text} WHERE {print_search_expression(self.where)}" if self.where else text
