"""`diff`: compares the texts of two results."""

from __future__ import annotations

from dataclasses import dataclass

from harness.data import Column, Table, texts
from harness.errors import SplArgumentError
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._undecided import say_undecided
from harness.spl.contract import CommandType, Context, Documentation, Example, Message, Option

_HEADER_LINES = 2


@dataclass(frozen=True, slots=True)
class DiffCommand(DeclaredCommand):
    """Compares the texts of two results."""

    keyword = "diff"
    type = CommandType.DATASET_PROCESSING
    syntax = (
        "diff [position1=<int>] [position2=<int>] [attribute=<field>] [diffheader=<bool>] "
        "[context=<bool>] [maxlen=<int>]"
    )
    options = (
        Option("position1", "integer", default=1, minimum=1, says="The first result."),
        Option("position2", "integer", default=2, minimum=1, says="The second result."),
        Option("attribute", "field", default="_raw", says="The field that is compared."),
        Option("diffheader", "boolean", default=False, says="Adds a header."),
        Option("context", "boolean", default=False, says="Shows what surrounds differences."),
        Option("maxlen", "integer", default=100000, minimum=0, says="How many characters are compared."),
    )
    documentation = Documentation(
        summary="Compares the texts of two results.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Diff",
        examples=(
            Example(
                '| makeresults format=csv data="v\na\nb" | diff attribute=v | table _raw',
                rows=[{"_raw": "@@ -1 +1 @@\n-a\n+b"}],
            ),
        ),
        undecided=(
            "which fields the result has beside _raw; none, here",
            "what is said of two texts that are the same: `Results are the same`, here",
            "what the header calls the texts: the positions of the results, here",
            "what is given where there is no such result: nothing, with a message, here",
        ),
    )

    position1: int
    position2: int
    attribute: str
    diffheader: bool
    context: bool
    maxlen: int

    def execute(self, rows: Table, context: Context) -> Table:
        """One row whose text is what must be changed in one result to get another one, line by line.

        Nulls: a missing value is the empty text.
        Raises: SplArgumentError unless the second position is greater than the first one.
        """
        if self.position2 <= self.position1:
            problem = "position2 must be greater than position1"
            raise context.error(SplArgumentError, "SPL205", problem, self.span, label=f"{self.position2}")
        if rows.height < self.position2:
            text = f"diff: there is no result {self.position2}, there are {rows.height}"
            context.say(Message("WARN", text, self.span))
            return Table({})
        say_undecided(self, context, "what stands around the differences")
        return Table({"_raw": Column.of([self._difference(rows)])}, 1)

    def _difference(self, rows: Table) -> str:
        from difflib import context_diff, unified_diff

        first, second = (self._lines(rows, position) for position in (self.position1, self.position2))
        if first == second:
            return "Results are the same"
        names = (str(self.position1), str(self.position2))
        compared = (context_diff if self.context else unified_diff)(first, second, *names, lineterm="")
        return "\n".join(list(compared)[0 if self.diffheader else _HEADER_LINES :])

    def _lines(self, rows: Table, position: int) -> list[str]:
        value = texts(rows.column(self.attribute)).slice(position - 1, 1).values()[0]
        text = "\n".join(value) if isinstance(value, list) else str(value or "")
        return (text.encode()[: self.maxlen].decode(errors="ignore") if self.maxlen else text).splitlines()
