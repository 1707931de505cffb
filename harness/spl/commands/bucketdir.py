"""`bucketdir`: groups paths by folders."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class BucketdirCommand(DeclaredCommand):
    """Groups paths by folders."""

    keyword = "bucketdir"
    aliases = ("folderize",)
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "bucketdir [pathfield=<field>] [sizefield=<field>] [maxcount=<int>] [countfield=<field>] [sep=<string>]"
    options = (
        Option("pathfield", "field", says="The field of the path."),
        Option("sizefield", "field", says="The field of the size."),
        Option("maxcount", "integer", minimum=0, says="How many results."),
        Option("countfield", "field", says="The field of the count."),
        Option("sep", "string", says="What separates folders."),
    )
    documentation = Documentation(
        summary="Groups paths by folders.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Bucketdir",
    )
    refusal = "how it prefers one folder to another is not documented; replace the field with its folder and use stats"

    pathfield: str | None
    sizefield: str | None
    maxcount: int | None
    countfield: str | None
    sep: str | None
