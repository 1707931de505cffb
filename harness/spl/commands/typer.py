"""`typer`: adds the event types of each event."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class TyperCommand(DeclaredCommand):
    """Adds the event types of each event."""

    keyword = "typer"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "typer [eventtypes=<string>] [maxlen=<int>]"
    options = (
        Option("eventtypes", "string", says="Which event types are tried."),
        Option("maxlen", "integer", default=10000, minimum=0, says="How many characters are looked at."),
    )
    documentation = Documentation(
        summary="Adds the event types of each event.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Typer",
    )
    refusal = "it needs the definitions of event types"

    eventtypes: str | None
    maxlen: int
