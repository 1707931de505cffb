"""`rest`: reads from a REST endpoint of Splunk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class RestCommand(DeclaredCommand):
    """Reads from a REST endpoint of Splunk."""

    keyword = "rest"
    type = CommandType.GENERATING
    syntax = (
        "rest [count=<int>] [splunk_server=<string>] [splunk_server_group=<string>] [timeout=<int>] "
        "[strict=<bool>] <name>"
    )
    options = (
        Option("count", "integer", default=0, minimum=0, says="How many results; 0: all."),
        Option("splunk_server", "string", says="On which server."),
        Option("splunk_server_group", "string", says="On which group of servers."),
        Option("timeout", "integer", default=60, minimum=0, says="Seconds to wait."),
        Option("strict", "boolean", default=False, says="Fails where a server cannot be reached."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("endpoint", "word"),)
    documentation = Documentation(
        summary="Reads from a REST endpoint of Splunk.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Rest",
    )
    refusal = "there is no Splunk to ask; the real ones answer it"

    count: int
    splunk_server: str | None
    splunk_server_group: str | None
    timeout: int
    strict: bool
    endpoint: str
