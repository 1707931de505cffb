"""`createrss`: adds the results to an RSS feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._recording import record, written_options
from harness.spl.contract import CommandType, Context, Documentation, Option

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class CreaterssCommand(DeclaredCommand):
    """Adds the results to an RSS feed."""

    keyword = "createrss"
    type = CommandType.ORCHESTRATING
    syntax = "createrss path=<string> name=<string> link=<string> descr=<string> count=<int> graceful=<bool>"
    options = (
        Option("path", "string", says="The file of the feed."),
        Option("name", "string", says="The title of the item."),
        Option("link", "string", says="Where the item leads."),
        Option("descr", "string", says="What the item says."),
        Option("count", "integer", minimum=0, says="How many items the feed holds."),
        Option("graceful", "boolean", says="Goes on after a failure."),
    )
    documentation = Documentation(
        summary="Adds the results to an RSS feed; deprecated.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Createrss",
        differs=("Nothing is written: it is in the results of the search, for whoever ran it.",),
    )

    path: str | None
    name: str | None
    link: str | None
    descr: str | None
    count: int | None
    graceful: bool | None

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows as they are; the feed and its items are recorded."""
        record("file", self.path or "", rows, written_options(self), context)
        return rows
