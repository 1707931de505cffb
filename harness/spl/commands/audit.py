"""`audit`: reads the trail of who did what in Splunk."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class AuditCommand(DeclaredCommand):
    """Reads the trail of who did what in Splunk."""

    keyword = "audit"
    type = CommandType.GENERATING
    syntax = "audit"
    documentation = Documentation(
        summary="Reads the trail of who did what in Splunk.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Audit",
    )
    refusal = "nobody does anything here that a trail could tell of"
