"""`prjob`: runs a search with parallel reducers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Pipeline


@dataclass(frozen=True, slots=True)
class PrjobCommand(DeclaredCommand):
    """Runs a search with parallel reducers."""

    keyword = "prjob"
    type = CommandType.ORCHESTRATING
    syntax = "prjob [num_of_reducers=<int>] [ <subsearch> ]"
    options = (Option("num_of_reducers", "integer", minimum=0, says="How many reducers."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("subsearch", "subsearch"),)
    documentation = Documentation(
        summary="Runs a search with parallel reducers.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Prjob",
    )

    num_of_reducers: int | None
    subsearch: Pipeline
