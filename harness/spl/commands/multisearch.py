"""`multisearch`: several searches at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.printer import print_subsearch

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Pipeline
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class MultisearchCommand(Command):
    """`multisearch [ <search> ] [ <search> ]...`, two or more of streaming commands."""

    keyword = "multisearch"
    type = CommandType.GENERATING
    syntax = "multisearch [ <subsearch> ] [ <subsearch> ]..."
    documentation = Documentation(
        summary="Runs several searches and merges their events by time.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Multisearch",
    )

    subsearches: tuple[Pipeline, ...]

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads two or more subsearches."""
        subsearches = [cursor.subsearch(), cursor.subsearch()]
        while not cursor.at_end():
            subsearches.append(cursor.subsearch())
        return cls(cursor.command_span(), tuple(subsearches))

    def render(self) -> str:
        """`multisearch` and its subsearches."""
        return "multisearch " + " ".join(map(print_subsearch, self.subsearches))
