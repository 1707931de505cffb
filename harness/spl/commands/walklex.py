"""`walklex`: lists the terms of an index."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class WalklexCommand(DeclaredCommand):
    """Lists the terms of an index."""

    keyword = "walklex"
    type = CommandType.GENERATING
    syntax = (
        "walklex [type=all|field|fieldvalue|term] [prefix=<string>] [pattern=<string>] "
        "[index=<string>] [splunk_server=<string>] [splunk_server_group=<string>]"
    )
    options = (
        Option("type", "choice", default="term", choices=("all", "field", "fieldvalue", "term"), says="Which terms."),
        Option("prefix", "string", says="How they start."),
        Option("pattern", "string", says="What they match."),
        Option("index", "string", says="Of which index."),
        Option("splunk_server", "string", says="On which server."),
        Option("splunk_server_group", "string", says="On which group of servers."),
    )
    documentation = Documentation(
        summary="Lists the terms of an index.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Walklex",
    )
    refusal = "the terms of an index are those of its files, and there are none; write | stats values(field) instead"

    type_: str
    prefix: str | None
    pattern: str | None
    index: str | None
    splunk_server: str | None
    splunk_server_group: str | None
