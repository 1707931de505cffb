"""`sirare`: the partial results of `rare`, for a summary index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.spl.commands.rare import RareCommand
from harness.spl.contract import Command, Documentation

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.contract import Context


@dataclass(frozen=True, slots=True)
class SirareCommand(RareCommand):
    """`sirare` is written like `rare`."""

    keyword = "sirare"
    aliases = ()
    syntax = RareCommand.syntax.replace("rare", "sirare", 1)
    documentation = Documentation(
        summary="Gives the partial results of rare that a summary index holds.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Sirare",
    )
    refusal = "the form of partial results is not documented"

    def execute(self, rows: Table, context: Context) -> Table:
        """Refuses: the partial results have a form of Splunk's own."""
        return Command.execute(self, rows, context)
