"""`from`: the results of a data model, a table, or a saved search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.printer import print_word

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor

KINDS = ("datamodel", "inputlookup", "lookup", "savedsearch")


@dataclass(frozen=True, slots=True)
class FromCommand(Command):
    """`from <kind>:<name>`, of which the colon may be left out."""

    keyword = "from"
    type = CommandType.GENERATING
    syntax = "from datamodel|inputlookup|savedsearch:<name>"
    documentation = Documentation(
        summary="Gives the results of a named dataset.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/From",
    )
    refusal = "it needs the definitions of datasets"

    kind: str
    name: str

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the kind and the name."""
        kind, _, name = cursor.word().partition(":")
        if kind.lower() not in KINDS:
            raise cursor.error("SPL204", f'"{kind}" is no kind of dataset', help=f"there are: {', '.join(KINDS)}")
        if not name:
            cursor.punctuation(":")
            name = cursor.word()
        if cursor.peek_string():
            name += cursor.string()
        return cls(cursor.command_span(), kind.lower(), name)

    def render(self) -> str:
        """`from`, the kind and the name."""
        return f"from {self.kind}:{print_word(self.name)}"
