"""`dbinspect`: describes the buckets of an index."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class DbinspectCommand(DeclaredCommand):
    """Describes the buckets of an index."""

    keyword = "dbinspect"
    type = CommandType.GENERATING
    syntax = (
        "dbinspect [index=<string>] [span=<string>] [timeformat=<string>] [splunk_server=<string>] "
        "[corruptonly=<bool>] [cached=<bool>]"
    )
    options = (
        Option("index", "string", says="Of which index."),
        Option("span", "string", says="How long each bin of time is."),
        Option("timeformat", "string", default="%m/%d/%Y:%H:%M:%S", says="How times are written."),
        Option("splunk_server", "string", says="On which server."),
        Option("corruptonly", "boolean", default=False, says="Lists damaged buckets only."),
        Option("cached", "boolean", says="Takes what is known already."),
    )
    documentation = Documentation(
        summary="Describes the buckets of an index.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Dbinspect",
    )
    refusal = "an index has no buckets here: its events are in memory; | eventcount and | metadata count them"

    index: str | None
    span_: str | None
    timeformat: str
    splunk_server: str | None
    corruptonly: bool
    cached: bool | None
