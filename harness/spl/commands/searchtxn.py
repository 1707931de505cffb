"""`searchtxn`: finds the transactions of a type that hold events of a search."""

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
class SearchtxnCommand(Command):
    """`searchtxn <transaction> <options> <search>`."""

    keyword = "searchtxn"
    type = CommandType.GENERATING
    syntax = "searchtxn <transaction> [max_terms=<int>] [use_disjunct=<bool>] [eventsonly=<bool>] <search expression>"
    options = (
        Option("max_terms", "integer", default=1000, minimum=1, says="How many values it looks for at most."),
        Option("use_disjunct", "boolean", default=True, says="Looks for any of the terms first."),
        Option("eventsonly", "boolean", default=False, says="Gives the events and not the transactions."),
    )
    documentation = Documentation(
        summary="Finds the transactions of a type that hold events of a search.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Searchtxn",
    )
    refusal = "there are no transaction types here"

    transaction: str
    expression: SearchExpression
    max_terms: int = 1000
    use_disjunct: bool = True
    eventsonly: bool = False

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the name of the transaction type, the options and the search."""
        transaction = cursor.word()
        values = cursor.options(cls.options, others=True)
        expression = cursor.search_expression()
        if expression is None:
            raise cursor.missing("what to search for")
        return cls(cursor.command_span(), transaction, expression, **values)

    def render(self) -> str:
        """`searchtxn`, its transaction type, options and search."""
        options = print_options(self.options, option_values(self))
        return f"searchtxn {print_word(self.transaction)}{options} {print_search_expression(self.expression)}"
