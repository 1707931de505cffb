"""`tail`: keeps the last results and turns their order round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class TailCommand(DeclaredCommand):
    """Keeps the last results and turns their order round."""

    keyword = "tail"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = "tail [<int>]"
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("count", "integer", optional=True, default=10),)
    documentation = Documentation(
        summary="Keeps the last results and turns their order round.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Tail",
    )

    count: int
