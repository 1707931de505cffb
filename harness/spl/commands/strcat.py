"""`strcat`: joins fields and texts to one field."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class StrcatCommand(DeclaredCommand):
    """Joins fields and texts to one field."""

    keyword = "strcat"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "strcat [allrequired=<bool>]"
    options = (
        Option("allrequired", "boolean", default=False, says="Gives nothing where a field is missing."),
    )
    documentation = Documentation(
        summary="Joins fields and texts to one field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Strcat",
    )

    allrequired: bool
