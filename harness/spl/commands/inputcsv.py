"""`inputcsv`: the rows of a CSV file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Table
from harness.errors import SplNameError
from harness.spl.commands._csv_files import csv_name, written_file
from harness.spl.commands._declared import option_values
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Message, Option
from harness.spl.evaluation import resolve_subsearches, search_mask
from harness.spl.evaluation.bounds import first_bound
from harness.spl.syntax.printer import print_options, print_search_expression, print_word

if TYPE_CHECKING:
    from harness.spl.syntax.ast import SearchExpression
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class InputcsvCommand(Command):
    """`inputcsv [append=<bool>] <file name> [WHERE <search expression>]`."""

    keyword = "inputcsv"
    type = CommandType.GENERATING
    syntax = (
        "inputcsv [append=<bool>] [dispatch=<bool>] [strict=<bool>] [start=<int>] [max=<int>] [events=<bool>] "
        "<name> [WHERE <search expression>]"
    )
    options = (
        Option("append", "boolean", default=False, says="Puts the rows behind the current results."),
        Option("dispatch", "boolean", default=False, says="Looks in the folder of a job."),
        Option("strict", "boolean", default=False, says="Fails where there is no such file."),
        Option("start", "integer", default=0, minimum=0, says="The first row, counted from 0."),
        Option("max", "integer", default=1_000_000_000, minimum=0, says="How many rows at most."),
        Option("events", "boolean", default=False, says="Shows the rows as events; they stay what they are."),
    )
    documentation = Documentation(
        summary="Gives the rows of a CSV file: one that the search has written, or one that it was given.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Inputcsv",
        examples=(
            Example(
                "| makeresults | eval a=1 | outputcsv x.csv | inputcsv append=t x.csv | stats count",
                rows=[{"count": "2"}],
            ),
        ),
        differs=("files are handed in with the search (Knowledge.csv_files); dispatch=true is refused",),
    )

    filename: str
    where: SearchExpression | None = None
    append: bool = False
    dispatch: bool = False
    strict: bool = False
    start: int = 0
    max: int = 1_000_000_000
    events: bool = False

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, the file and the WHERE clause."""
        values = cursor.options(cls.options)
        filename = cursor.word()
        cursor.options(cls.options, values)
        where = cursor.search_expression() if cursor.keyword("where") else None
        return cls(cursor.command_span(), filename, where, **values)

    @property
    def is_generating(self) -> bool:
        """Unless it appends to what is there."""
        return not self.append

    def render(self) -> str:
        """`inputcsv`, its options, file and WHERE clause."""
        text = f"inputcsv{print_options(self.options, option_values(self))} {print_word(self.filename)}"
        return f"{text} WHERE {print_search_expression(self.where)}" if self.where else text

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows of the file that match, behind the current ones with `append`.

        A file that does not exist has no rows, and a message says so.
        Raises: SplNameError for it with `strict`; SplUnsupportedError for `dispatch` and for a time bound in WHERE.
        """
        if self.dispatch:
            raise unsupported(context, self.span, "inputcsv with dispatch=true")
        table = written_file(self.filename, context)
        if table is None:
            table = self._absent(context)
        if self.where is not None:
            table = self._matching(table, self.where, context)
        table = table.slice(self.start, self.max)
        return rows.concat(table) if self.append else table

    def _matching(self, table: Table, where: SearchExpression, context: Context) -> Table:
        expression = resolve_subsearches(where, context)
        bound = first_bound(expression)
        if bound is not None:
            raise unsupported(context, bound.span, f'the time bound "{bound.name}" in inputcsv')
        return table.filter(search_mask(expression, table, context))

    def _absent(self, context: Context) -> Table:
        text = f'inputcsv: there is no file "{csv_name(self.filename)}"'
        if self.strict:
            raise context.error(SplNameError, "SPL607", text, self.span, label="no such file")
        context.say(Message("WARN", f"{text}, so it has no rows", self.span))
        return Table({})
