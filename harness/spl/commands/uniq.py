"""`uniq`: drops a row that equals the one before it."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class UniqCommand(DeclaredCommand):
    """Drops a row that equals the one before it."""

    keyword = "uniq"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "uniq"
    documentation = Documentation(
        summary="Drops a row that equals the one before it.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Uniq",
    )
