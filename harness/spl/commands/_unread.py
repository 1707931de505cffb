"""Commands whose arguments are kept as they are written: internal ones, of which no syntax is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, Documentation

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor

COMMAND_TYPES = (
    "https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/quick-reference/command-types"
)


@dataclass(frozen=True, slots=True)
class UnreadCommand(Command):
    """A command that is known by its name; what stands behind it is not looked into."""

    arguments: str = ""

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Takes everything up to the pipe or bracket that ends the command."""
        arguments = cursor.rest()
        return cls(cursor.command_span(), arguments)

    def render(self) -> str:
        """The command as it was written, on one line."""
        return f"{self.keyword} {self.arguments}".rstrip()


def internal(summary: str) -> Documentation:
    """What the reference page says of a command that Splunk uses itself."""
    return Documentation(
        summary=summary,
        source=COMMAND_TYPES,
        differs=("its arguments are not checked: Splunk publishes no syntax for it",),
    )
