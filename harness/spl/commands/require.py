"""`require`: fails the search where there are no results."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class RequireCommand(DeclaredCommand):
    """Fails the search where there are no results."""

    keyword = "require"
    type = CommandType.ORCHESTRATING
    syntax = "require"
    documentation = Documentation(
        summary="Fails the search where there are no results.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Require",
    )
