"""`inputlookup`: the rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Table
from harness.spl.commands._declared import option_values
from harness.spl.commands._lookups import unknown_lookup
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Message, Option
from harness.spl.evaluation import resolve_subsearches, search_mask
from harness.spl.evaluation.bounds import first_bound
from harness.spl.knowledge.lookups import find_lookup
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
        examples=(
            Example(
                "| makeresults | eval a=1 | outputlookup t.csv | inputlookup append=t t.csv | stats count",
                rows=[{"count": "2"}],
            ),
        ),
        undecided=("WHERE compares as the search command does, letter case aside.",),
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

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows of the table that match, behind the current ones with `append`.

        A table that does not exist has no rows, and a message says so.
        Raises: SplNameError for it with `strict`; SplUnsupportedError for a time bound in WHERE.
        """
        found = find_lookup(self.table, context, self.span)
        if found is None:
            if self.strict:
                raise unknown_lookup(self.table, self, context)
            text = f'inputlookup: there is no lookup "{self.table}", so it has no rows'
            context.say(Message("WARN", text, self.span))
        table = Table({}) if found is None else found.table
        if self.where is not None:
            expression = resolve_subsearches(self.where, context)
            bound = first_bound(expression)
            if bound is not None:
                raise unsupported(context, bound.span, f'the time bound "{bound.name}" in inputlookup')
            table = table.filter(search_mask(expression, table, context))
        table = table.slice(self.start, self.max)
        return rows.concat(table) if self.append else table
