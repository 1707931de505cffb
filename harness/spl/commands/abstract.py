"""`abstract`: shortens the raw text of each event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table

_TERM = re.compile(r"\w+|\W", re.ASCII)


@dataclass(frozen=True, slots=True)
class AbstractCommand(DeclaredCommand):
    """Shortens the raw text of each event."""

    keyword = "abstract"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "abstract [maxterms=<int>] [maxlines=<int>]"
    options = (
        Option("maxterms", "integer", default=1000, minimum=1, maximum=1000, says="How many terms it may have."),
        Option("maxlines", "integer", default=10, minimum=1, maximum=500, says="How many lines it may have."),
    )
    documentation = Documentation(
        summary="Shortens the raw text of each event.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Abstract",
        examples=(
            Example('| makeresults | eval _raw="a-b c" | abstract maxterms=3 | table _raw', rows=[{"_raw": "a-b"}]),
        ),
        differs=("an event of more lines than maxlines is refused: how lines are chosen is not documented",),
        undecided=("whether `_` ends a term; it does not, here",),
    )

    maxterms: int
    maxlines: int

    def execute(self, rows: Table, context: Context) -> Table:
        """Every event with no more than so many terms of its text; a word is one, and so is each other character.

        Raises: SplUnsupportedError for a text of more than `maxlines` lines, of which Splunk would choose some.
        """
        if "_raw" not in rows:
            return rows

        def shortened(text: str) -> str:
            if text.count("\n") >= self.maxlines:
                what = f"abstract of a text of more than {self.maxlines} lines"
                raise unsupported(context, self.span, what, "write maxlines=.. with a larger number, up to 500")
            terms = (match.end() for number, match in enumerate(_TERM.finditer(text), 1) if number == self.maxterms)
            return text[: next(terms, None)]

        return rows.with_column("_raw", map_scalars(shortened, texts(rows.column("_raw")), members=True))
