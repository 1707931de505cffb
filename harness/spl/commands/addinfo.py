"""`addinfo`: adds the time range and the id of the search to every result."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class AddinfoCommand(DeclaredCommand):
    """Adds the time range and the id of the search to every result."""

    keyword = "addinfo"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "addinfo"
    documentation = Documentation(
        summary="Adds the time range and the id of the search to every result.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Addinfo",
    )
