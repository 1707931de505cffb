"""`scrub`: makes events anonymous."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class ScrubCommand(DeclaredCommand):
    """Makes events anonymous."""

    keyword = "scrub"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "scrub [dictionary=<string>] [timeconfig=<string>] [namespace=<string>]"
    options = (
        Option("dictionary", "string", says="Names and words to replace."),
        Option("timeconfig", "string", says="Times to replace."),
        Option("namespace", "string", says="Where these files are."),
    )
    documentation = Documentation(
        summary="Makes events anonymous.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Scrub",
    )
    refusal = "it replaces words by dictionaries that Splunk brings along"

    dictionary: str | None
    timeconfig: str | None
    namespace: str | None
