"""`localize`: makes time ranges of results."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class LocalizeCommand(DeclaredCommand):
    """Makes time ranges of results."""

    keyword = "localize"
    type = CommandType.TRANSFORMING
    syntax = "localize [maxpause=<string>] [timeafter=<string>] [timebefore=<string>]"
    options = (
        Option("maxpause", "string", default="1m", says="How much time may lie between two."),
        Option("timeafter", "string", default="30s", says="How much is added behind."),
        Option("timebefore", "string", default="30s", says="How much is added before."),
    )
    documentation = Documentation(
        summary="Makes time ranges of results.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Localize",
    )

    maxpause: str
    timeafter: str
    timebefore: str
