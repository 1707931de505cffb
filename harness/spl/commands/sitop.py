"""`sitop`: the partial results of `top`, for a summary index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.spl.commands.top import TopCommand
from harness.spl.contract import Command, Documentation

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.contract import Context


@dataclass(frozen=True, slots=True)
class SitopCommand(TopCommand):
    """`sitop` is written like `top`."""

    keyword = "sitop"
    aliases = ()
    syntax = TopCommand.syntax.replace("top", "sitop", 1)
    documentation = Documentation(
        summary="Gives the partial results of top that a summary index holds.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Sitop",
    )
    refusal = "the form of partial results is not documented"

    def execute(self, rows: Table, context: Context) -> Table:
        """Refuses: the partial results have a form of Splunk's own."""
        return Command.execute(self, rows, context)
