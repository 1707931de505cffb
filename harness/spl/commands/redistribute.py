"""`redistribute`: spreads the work of what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.ast import FieldName

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class RedistributeCommand(DeclaredCommand):
    """Spreads the work of what follows."""

    keyword = "redistribute"
    type = CommandType.ORCHESTRATING
    syntax = "redistribute [num_of_reducers=<int>] [BY <field>...]"
    options = (Option("num_of_reducers", "integer", minimum=1, says="Over how many indexers."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("by_fields", "fields", after="by"),)
    documentation = Documentation(
        summary="Spreads the work of what follows over indexers; here everything runs in one place.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Redistribute",
        examples=(
            Example(
                "| makeresults count=3 | redistribute BY _time | stats count",
                rows=[{"count": "3"}],
                says="What the search finds does not change.",
            ),
        ),
    )

    num_of_reducers: int | None
    by_fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows as they are."""
        return rows
