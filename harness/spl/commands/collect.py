"""`collect`: writes results into a summary index."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class CollectCommand(DeclaredCommand):
    """`collect index=<name> [<options>]`; the results go on unchanged."""

    keyword = "collect"
    aliases = ("stash", "summaryindex", "sumindex")
    type = CommandType.ORCHESTRATING
    syntax = (
        "collect index=<name> [file=<string>] [host=<string>] [source=<string>] [sourcetype=<string>] "
        "[marker=<string>] "
        "[addtime=<bool>] [addinfo=<bool>] [spool=<bool>] [testmode=<bool>] [run_in_preview=<bool>] "
        "[output_format=raw|hec] [uselb=<bool>] [name=<string>]"
    )
    options = (
        Option("index", "string", says="Into which index."),
        Option("file", "string", says="The name of the file that is written."),
        Option("host", "string", says="The host of the events."),
        Option("source", "string", says="The source of the events."),
        Option("sourcetype", "string", says="The source type of the events."),
        Option("marker", "string", default="", says="A text added to each event."),
        Option("addtime", "boolean", default=True, says="Puts the time in front of each event."),
        Option("addinfo", "boolean", says="Adds the time range of the search."),
        Option("spool", "boolean", default=True, says="Has the file indexed."),
        Option("testmode", "boolean", default=False, says="Writes nothing."),
        Option("run_in_preview", "boolean", default=False, says="Runs for previews too."),
        Option("output_format", "choice", default="raw", choices=("raw", "hec"), says="How events are written."),
        Option("uselb", "boolean", says="Puts line breaks between fields."),
        Option("name", "string", says="The name of the summary."),
    )
    documentation = Documentation(
        summary="Writes the results into a summary index and lets them go on.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Collect",
    )
    refusal = "it writes into an index"

    index: str | None
    file: str | None
    host: str | None
    source: str | None
    sourcetype: str | None
    marker: str
    addtime: bool
    addinfo: bool | None
    spool: bool
    testmode: bool
    run_in_preview: bool
    output_format: str
    uselb: bool | None
    name: str | None
