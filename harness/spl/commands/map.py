"""`map`: runs a search for every result."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from harness.data import Table
from harness.diagnostics import SourceText
from harness.spl.commands._declared import option_values
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._saved_searches import find_saved_search, window_of
from harness.spl.commands._templates import VARIABLE, masked_variables, parsed, substituted
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Message, Option
from harness.spl.syntax.printer import print_options, print_subsearch, print_word

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Pipeline
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class MapCommand(Command):
    """`map search="..$field$.."`, `map <saved search>` or `map [ <subsearch> ]`."""

    keyword = "map"
    type = CommandType.DATASET_PROCESSING
    syntax = "map search=<string>|<saved search>|[ <subsearch> ] [maxsearches=<int>]"
    options = (
        Option("search", "string", says="The search, in which $field$ stands for a value."),
        Option("maxsearches", "integer", default=10, minimum=0, says="How many searches at most."),
    )
    documentation = Documentation(
        summary="Runs a search for every result and gives what they find.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Map",
        examples=(
            Example(
                "| makeresults count=2 | streamstats count as n "
                '| map search="| makeresults | eval x=\\"$n$\\".\\"!\\" | fields x"',
                rows=[{"x": "1!"}, {"x": "2!"}],
            ),
        ),
        undecided=(
            "a multivalue field is refused",
            "whether a value that stands outside of quotes is quoted; it is, unless it is a plain word",
        ),
    )

    search: str | None = None
    maxsearches: int = 10
    saved_search: str | None = None
    subsearch: Pipeline | None = None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options and one of the three forms."""
        values = cursor.options(cls.options)
        subsearch = _read_subsearch(cursor) if cursor.peek_character() == "[" else None
        saved = cursor.word() if not cursor.at_end() and subsearch is None and values["search"] is None else None
        cursor.options(cls.options, values)
        if not (values["search"] or saved or subsearch):
            raise cursor.missing('search="..", a saved search or a subsearch')
        if values["search"] and (saved or subsearch):
            raise cursor.error("SPL101", "map takes one search, and here are two", cursor.command_span())
        return cls(cursor.command_span(), **values, saved_search=saved, subsearch=subsearch)

    def render(self) -> str:
        """`map`, its options and its search."""
        text = f"map{print_options(self.options, option_values(self))}"
        if self.subsearch:
            written = _text_of(self.subsearch)
            return f"{text} [{written}]" if "$" in written else f"{text} {print_subsearch(self.subsearch)}"
        return f"{text} {print_word(self.saved_search)}" if self.saved_search else text

    def execute(self, rows: Table, context: Context) -> Table:
        """What the search gives for each row, one result behind the other; the rows themselves are gone.

        Raises: SearchRuntimeError where a row lacks a field that the search names.
        Undecided: a multivalue field (refused), and a value that is more than a word: it is put into quotes.
        """
        if self.maxsearches == 0:
            raise unsupported(context, self.span, "map with maxsearches=0")
        saved = None if self.saved_search is None else find_saved_search(self.saved_search, self.span, context)
        template = self._template() if saved is None else saved.search.text
        window = context.time_range if saved is None else window_of(saved, self.span, context)
        if rows.height > self.maxsearches:
            text = f"map ran for the first {self.maxsearches} of {rows.height} results"
            context.say(Message("WARN", text, self.span, help="write maxsearches=.. to run for more"))
        found = Table({})
        for number, row in enumerate(rows.slice(0, self.maxsearches).rows(), 1):
            written = substituted(template, {**row, "_serial_id": str(number)}, self.span, context)
            found = found.concat(context.run_within(parsed(written, context), window))
        return found

    def _template(self) -> str:
        if self.search is not None:
            return self.search
        assert self.subsearch is not None, "the parser wants one of the three"
        written = _text_of(self.subsearch).strip()
        return written if written.startswith("|") else f"| {written}"  # a subsearch begins with a command either way


def _text_of(subsearch: Pipeline) -> str:
    start, end = subsearch.span
    return subsearch.source.text[start + 1 : end - 1]


def _read_subsearch(cursor: Cursor) -> Pipeline:
    """The subsearch; a variable may stand in it where the language wants a name or a number: `eval x=$n$*2`.

    Where it cannot be read as it is written, it is read with names, or else numbers, of the same length in place
    of the variables.
    """
    start, known = cursor.position, len(cursor.diagnostics)
    found = cursor.subsearch()
    if len(cursor.diagnostics) == known or VARIABLE.search(cursor.text, start, cursor.position) is None:
        return found
    for text in masked_variables(cursor.text):
        masked = type(cursor)(SourceText(cursor.source.name, text), cursor.grammar)
        masked.position, masked.nesting, masked.keeps_macros = start, cursor.nesting, cursor.keeps_macros
        readable = masked.subsearch()
        if not masked.diagnostics:
            del cursor.diagnostics[known:]
            cursor.position = masked.position
            return replace(readable, source=cursor.source)
    return found
