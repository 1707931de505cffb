"""`history`: lists the searches of the user."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class HistoryCommand(DeclaredCommand):
    """Lists the searches of the user."""

    keyword = "history"
    type = CommandType.GENERATING
    syntax = "history [events=<bool>]"
    options = (Option("events", "boolean", default=False, says="Gives events."),)
    documentation = Documentation(
        summary="Lists the searches of the user.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/History",
    )
    refusal = "no search ran before this one"

    events: bool
