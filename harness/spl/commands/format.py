"""`format`: makes a search expression of the results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Column, Table
from harness.spl.commands._declared import option_values
from harness.spl.commands._subsearches import first_rows
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.ast import FieldName
from harness.spl.syntax.printer import print_options, print_search_field, print_string
from harness.spl.syntax.texts import quote_search

if TYPE_CHECKING:
    from harness.data import RenderedRow
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
        examples=(
            Example(
                '| makeresults format=csv data="a,b\n1,x\n2," | format',
                rows=[{"search": '( ( a="1" AND b="x" ) OR ( a="2" ) )'}],
            ),
        ),
        undecided=("the order of the fields of a row: by name",),
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

    def execute(self, rows: Table, context: Context) -> Table:
        """One row with the field `search`: the rows as one search expression, their fields by name.

        Nulls: a field that a row lacks is left out, and so is a row that has none; internal fields are.
        """
        shown = rows.without([name for name in rows.names if name.startswith("_")])
        limit = self.maxresults or context.settings.limits.subsearch_maxout
        before_row, before, between, behind, between_rows, behind_row = self.marks
        texts = [self._row(row, between) for row in first_rows(shown, limit, self.span, context).rows() if row]
        whole = f" {between_rows} ".join(f"{before} {text} {behind}" for text in texts)
        search = f"{before_row} {whole} {behind_row}" if texts else self.emptystr
        return Table({"search": Column.constant(search, 1)}, 1)

    def _row(self, row: RenderedRow, between: str) -> str:
        return f" {between} ".join(self._field(name, row[name]) for name in sorted(row))

    def _field(self, name: str, value: str | list[str]) -> str:
        if name in ("search", "query") and isinstance(value, str):
            return value
        members = [value] if isinstance(value, str) else value
        terms = [f"{print_search_field(FieldName(self.span, name))}={quote_search(member)}" for member in members]
        return terms[0] if len(terms) == 1 else f"( {f' {self.mvsep} '.join(terms)} )"
