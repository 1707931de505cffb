"""`nokv`: stops the automatic extraction of fields."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class NokvCommand(DeclaredCommand):
    """Stops the automatic extraction of fields."""

    keyword = "nokv"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "nokv"
    documentation = Documentation(
        summary="Stops the automatic extraction of fields.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Nokv",
    )
    refusal = (
        "events have their fields before the search asks for them; take those away that it must not see: | "
        "fields - name"
    )
