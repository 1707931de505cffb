"""`abstract`: shortens the raw text of each event."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class AbstractCommand(DeclaredCommand):
    """Shortens the raw text of each event."""

    keyword = "abstract"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "abstract [maxterms=<int>] [maxlines=<int>]"
    options = (
        Option("maxterms", "integer", minimum=1, says="How many terms it may have."),
        Option("maxlines", "integer", minimum=1, says="How many lines it may have."),
    )
    documentation = Documentation(
        summary="Shortens the raw text of each event.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Abstract",
    )
    refusal = "how it chooses the words of a summary is not documented"

    maxterms: int | None
    maxlines: int | None
