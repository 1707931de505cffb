"""`gentimes`: makes time ranges."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class GentimesCommand(DeclaredCommand):
    """Makes time ranges."""

    keyword = "gentimes"
    type = CommandType.GENERATING
    syntax = "gentimes [start=<string>] [end=<string>] [increment=<string>]"
    options = (
        Option("start", "string", says="Where the first one starts."),
        Option("end", "string", says="Where the last one ends."),
        Option("increment", "string", default='1d', says="How long each one is."),
    )
    documentation = Documentation(
        summary="Makes time ranges.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Gentimes",
    )

    start: str | None
    end: str | None
    increment: str
