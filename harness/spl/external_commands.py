"""Commands of add-ons: `cyberchef`, `dnstwist`, whatever an app brings along.

Splunk learns of such a command from the `commands.conf` of its app, and content that uses one declares it in the same
way.  Its syntax is known to nobody but its program, so its arguments are kept as they are written; it is understood
as far as that, printed back, and never executed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.errors import SplUnsupportedError
from harness.spl.contract import Command, CommandType, Documentation

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.contract import Context
    from harness.spl.syntax.cursor import Cursor

KNOWN_ADD_ONS = {
    **dict.fromkeys(("cyberchef", "dnstwist"), "an add-on"),
    **dict.fromkeys(("ut_parse", "ut_parse_extended", "ut_shannon", "ut_levenshtein"), "URL Toolbox"),
}
"""Whose commands people use without declaring them; for what an error says, nothing is accepted because of it."""


def way_out(name: str) -> str | None:
    """What helps where a command of a known add-on is not declared."""
    origin = KNOWN_ADD_ONS.get(name)
    return origin and f"it is a command of {origin}; declare it: a stanza [{name}] in commands.conf"


@dataclass(frozen=True, slots=True)
class ExternalCommand(Command):
    """A command of an add-on: its name and the text of its arguments."""

    keyword = "external"
    type = CommandType.DATASET_PROCESSING
    syntax = "<name> <arguments>"
    documentation = Documentation(
        summary="Runs a command that an add-on brings along.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/Admin/Commandsconf",
    )
    refusal = "it is a program of an add-on; run this search on a Splunk that has it"

    name: str
    arguments: str = ""

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Takes everything up to the pipe or bracket that ends the command."""
        name = cursor.text[cursor.command_start : cursor.position]
        arguments = cursor.rest()
        return cls(cursor.command_span(), name.lower(), arguments)

    def render(self) -> str:
        """The command as it was written, on one line."""
        return f"{self.name} {self.arguments}".rstrip()

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """Refuses."""
        raise context.error(
            SplUnsupportedError,
            "SPL900",
            f'the embedded engine does not execute "{self.name}"',
            self.span,
            label="not executed here",
            help=self.refusal,
        )
