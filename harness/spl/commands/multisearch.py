"""`multisearch`: several searches at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.errors import SearchRuntimeError
from harness.spl.commands._subsearches import first_not_streaming, newest_first
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.syntax.printer import print_subsearch

if TYPE_CHECKING:
    from harness.data import Table
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
        examples=(Example("| multisearch [search index=main a=1] [search index=main a=2] | stats count by a"),),
        undecided=("the order of events of the same time: that of the searches",),
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

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The events of all searches, newest first.

        Raises: SearchRuntimeError for a command that does not stream.
        """
        for pipeline in self.subsearches:
            command = first_not_streaming(pipeline)
            if command is not None:
                raise self._not_streaming(command, context)
        return newest_first([context.run(pipeline) for pipeline in self.subsearches])

    def _not_streaming(self, command: Command, context: Context) -> Exception:
        return context.error(
            SearchRuntimeError,
            "SPL544",
            f'"{command.keyword}" cannot stand in a multisearch',
            command.span,
            label="not a streaming command",
            help="put it behind the multisearch, or use append",
        )
