"""`savedsearch`: runs a saved search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class SavedsearchCommand(DeclaredCommand):
    """Runs a saved search."""

    keyword = "savedsearch"
    type = CommandType.GENERATING
    syntax = "savedsearch [nosubstitution=<bool>] <name>"
    options = (Option("nosubstitution", "boolean", default=False, says="Leaves its tokens as they are."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("name", "word"),)
    documentation = Documentation(
        summary="Runs a saved search.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Savedsearch",
    )
    refusal = "there are no saved searches here"

    nosubstitution: bool
    name: str
