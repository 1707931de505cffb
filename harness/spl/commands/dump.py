"""`dump`: exports results into files."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class DumpCommand(DeclaredCommand):
    """Exports results into files."""

    keyword = "dump"
    type = CommandType.ORCHESTRATING
    syntax = "dump [basefilename=<string>] [rollsize=<int>] [compress=<int>] [format=<string>] [fields=<string>]"
    options = (
        Option("basefilename", "string", says="How the names of the files start."),
        Option("rollsize", "integer", minimum=1, says="How many megabytes a file may have."),
        Option("compress", "integer", default=2, minimum=0, maximum=9, says="How much it is compressed."),
        Option("format", "string", default="raw", says="How results are written."),
        Option("fields", "string", says="Which fields."),
    )
    documentation = Documentation(
        summary="Exports results into files.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Dump",
    )
    refusal = "it writes files of a search head"

    basefilename: str | None
    rollsize: int | None
    compress: int
    format: str
    fields: str | None
