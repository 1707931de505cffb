"""`reltime`: adds the age of each event in words."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class ReltimeCommand(DeclaredCommand):
    """Adds the age of each event in words."""

    keyword = "reltime"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "reltime"
    documentation = Documentation(
        summary="Adds the age of each event in words.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Reltime",
    )
