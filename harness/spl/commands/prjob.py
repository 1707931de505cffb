"""`prjob`: runs a search with parallel reducers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.ast import Pipeline

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class PrjobCommand(DeclaredCommand):
    """Runs a search with parallel reducers."""

    keyword = "prjob"
    type = CommandType.GENERATING
    syntax = "prjob [num_of_reducers=<int>] [ <subsearch> ]"
    options = (Option("num_of_reducers", "integer", minimum=0, says="How many reducers."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("subsearch", "subsearch"),)
    documentation = Documentation(
        summary="Runs a search with parallel reducers; its results are those of the search.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Prjob",
        examples=(Example("| prjob [| makeresults count=2 | stats count]", rows=[{"count": "2"}]),),
    )

    num_of_reducers: int | None
    subsearch: Pipeline

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """What the search finds."""
        return context.run(self.subsearch)
