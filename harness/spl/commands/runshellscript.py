"""`runshellscript`: starts a script that an alert has as its action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._unread import COMMAND_TYPES
from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.printer import print_word

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class RunshellscriptCommand(Command):
    """`runshellscript <script> <word>...`: the words are what the script is told of the search."""

    keyword = "runshellscript"
    type = CommandType.ORCHESTRATING
    syntax = "runshellscript <script> <word>..."
    documentation = Documentation(
        summary="Starts a script that an alert has as its action; internal.",
        source=COMMAND_TYPES,
    )
    refusal = "it runs a program of a search head"

    script: str
    words: tuple[str, ...] = ()

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the script and the words behind it."""
        script = cursor.word()
        words: list[str] = []
        while not cursor.at_end():
            words.append(cursor.word())
        return cls(cursor.command_span(), script, tuple(words))

    def render(self) -> str:
        """`runshellscript`, its script and words."""
        return " ".join(["runshellscript", print_word(self.script), *map(print_word, self.words)])
