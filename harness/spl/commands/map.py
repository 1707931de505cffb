"""`map`: runs a search for every result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
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
    )

    search: str | None = None
    maxsearches: int = 10
    saved_search: str | None = None
    subsearch: Pipeline | None = None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options and one of the three forms."""
        values = cursor.options(cls.options)
        subsearch = cursor.subsearch() if cursor.peek_character() == "[" else None
        saved = cursor.word() if not cursor.at_end() and subsearch is None and values["search"] is None else None
        cursor.options(cls.options, values)
        if not (values["search"] or saved or subsearch):
            raise cursor.missing('search="..", a saved search or a subsearch')
        return cls(cursor.command_span(), **values, saved_search=saved, subsearch=subsearch)

    def render(self) -> str:
        """`map`, its options and its search."""
        text = f"map{print_options(self.options, option_values(self))}"
        if self.subsearch:
            return f"{text} {print_subsearch(self.subsearch)}"
        return f"{text} {print_word(self.saved_search)}" if self.saved_search else text
