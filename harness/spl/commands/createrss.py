"""`createrss`: adds the results to an RSS feed."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


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
    )
    refusal = "there is no feed to write"

    path: str | None
    name: str | None
    link: str | None
    descr: str | None
    count: int | None
    graceful: bool | None
