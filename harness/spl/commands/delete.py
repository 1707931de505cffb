"""`delete`: marks events as deleted."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class DeleteCommand(DeclaredCommand):
    """Marks events as deleted."""

    keyword = "delete"
    type = CommandType.ORCHESTRATING
    syntax = "delete"
    documentation = Documentation(
        summary="Marks events as deleted.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Delete",
    )
    refusal = "it changes an index"
