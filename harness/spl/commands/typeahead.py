"""`typeahead`: completes a word."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class TypeaheadCommand(DeclaredCommand):
    """Completes a word."""

    keyword = "typeahead"
    type = CommandType.GENERATING
    syntax = (
        "typeahead [prefix=<string>] [count=<int>] [max_time=<int>] [index=<string>] "
        "[starttimeu=<string>] [endtimeu=<string>] [collapse=<bool>]"
    )
    options = (
        Option("prefix", "string", says="How it starts."),
        Option("count", "integer", minimum=1, says="How many completions."),
        Option("max_time", "integer", minimum=0, says="Seconds it may take."),
        Option("index", "string", says="Of which index."),
        Option("starttimeu", "string", says="From when."),
        Option("endtimeu", "string", says="Until when."),
        Option("collapse", "boolean", says="Leaves out what others start with."),
    )
    documentation = Documentation(
        summary="Completes a word.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Typeahead",
    )
    refusal = (
        "it completes words from the files of an index, from configuration and from searches of the past; "
        "none of them is here"
    )

    prefix: str | None
    count: int | None
    max_time: int | None
    index: str | None
    starttimeu: str | None
    endtimeu: str | None
    collapse: bool | None
