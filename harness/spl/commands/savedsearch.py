"""`savedsearch`: runs a saved search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from harness.spl.commands._saved_searches import run_saved_search
from harness.spl.contract import Command, CommandType, Context, Documentation, Option
from harness.spl.syntax.printer import print_word

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class SavedsearchCommand(Command):
    """`savedsearch <name> [nosubstitution=<bool>] [<placeholder>=<text>]...`."""

    keyword = "savedsearch"
    type = CommandType.GENERATING
    syntax = "savedsearch <name> [nosubstitution=<bool>] [<placeholder>=<text>]..."
    options = (Option("nosubstitution", "boolean", default=False, says="Leaves its placeholders as they are."),)
    documentation = Documentation(
        summary=(
            "Runs a saved search of the content: a stanza of savedsearches.conf, or a detection or baseline by the "
            "name that the built app gives it. Where the search covers all time the window is that of the saved search."
        ),
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Savedsearch",
        undecided=("`$$`, and placeholders whose names are no words: they stay as they are.",),
    )

    name: str
    nosubstitution: bool = False
    replacements: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the name, the option and the pairs, the option on either side of the name."""
        values: dict[str, Any] = cursor.options(cls.options)
        name = cursor.word()
        pairs: list[tuple[str, str]] = []
        while not cursor.at_end():
            if cursor.peek_option() == "nosubstitution":
                cursor.next_option(cls.options, values)
            else:
                pairs.append(_pair(cursor))
        return cls(cursor.command_span(), name, values["nosubstitution"], tuple(pairs))

    def render(self) -> str:
        """`savedsearch`, the name, the option and the pairs."""
        parts = ["savedsearch", print_word(self.name), *(["nosubstitution=true"] if self.nosubstitution else [])]
        return " ".join([*parts, *(f"{name}={print_word(text)}" for name, text in self.replacements)])

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """What the saved search finds.

        Raises: SplNameError for an unknown name, SearchRuntimeError for a placeholder without a text.
        """
        arguments = None if self.nosubstitution else dict(self.replacements)
        return run_saved_search(self.name, self.span, context, arguments)


def _pair(cursor: Cursor) -> tuple[str, str]:
    start = cursor.skip_space()
    name = cursor.keyword_before_equals()
    return cursor.text[start : start + len(name)], cursor.word()
