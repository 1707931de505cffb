"""`format`: makes a search expression of the results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.printer import print_options, print_string

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor

_MARKS = ("(", "(", "AND", ")", "OR", ")")


@dataclass(frozen=True, slots=True)
class FormatCommand(Command):
    """`format [mvsep=..] [maxresults=..] ["<row prefix>" .. "<row end>"] [emptystr=..]`.

    `marks` are the six texts: before a row, before a column, between columns, behind a column, between rows, behind a
    row.
    """

    keyword = "format"
    type = CommandType.TRANSFORMING
    syntax = (
        "format [mvsep=<string>] [maxresults=<int>] "
        "[<row prefix> <column prefix> <column separator> <column end> <row separator> <row end>] [emptystr=<string>]"
    )
    options = (
        Option("mvsep", "string", default="OR", says="Stands between the members of a multivalue field."),
        Option(
            "maxresults", "integer", default=0, minimum=0, says="How many results; 0: as many as a subsearch may give."
        ),
        Option("emptystr", "string", default="NOT( )", says="The expression where there are no results."),
    )
    documentation = Documentation(
        summary="Makes one search expression of all results.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Format",
    )

    marks: tuple[str, ...] = _MARKS
    mvsep: str = "OR"
    maxresults: int = 0
    emptystr: str = "NOT( )"

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options and the six texts, all or none."""
        values = cursor.options(cls.options)
        marks = tuple(cursor.string() for _ in _MARKS) if cursor.peek_string() else _MARKS
        cursor.options(cls.options, values)
        return cls(cursor.command_span(), marks, **values)

    def render(self) -> str:
        """`format`, its options and its texts."""
        marks = "" if self.marks == _MARKS else " " + " ".join(map(print_string, self.marks))
        return f"format{print_options(self.options, option_values(self))}{marks}"
