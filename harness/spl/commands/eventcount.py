"""`eventcount`: counts the events of indexes."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class EventcountCommand(DeclaredCommand):
    """Counts the events of indexes."""

    keyword = "eventcount"
    type = CommandType.GENERATING
    syntax = "eventcount [index=<string>] [summarize=<bool>] [report_size=<bool>] [list_vix=<bool>]"
    options = (
        Option("index", "string", says="Of which index."),
        Option("summarize", "boolean", default=True, says="Gives one number for all."),
        Option("report_size", "boolean", default=False, says="Adds the size of the index."),
        Option("list_vix", "boolean", default=True, says="Lists virtual indexes too."),
    )
    documentation = Documentation(
        summary="Counts the events of indexes.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Eventcount",
    )

    index: str | None
    summarize: bool
    report_size: bool
    list_vix: bool
