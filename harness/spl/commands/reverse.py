"""`reverse`: turns the order of the results round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class ReverseCommand(DeclaredCommand):
    """Turns the order of the results round."""

    keyword = "reverse"
    type = CommandType.DATASET_PROCESSING
    syntax = "reverse"
    documentation = Documentation(
        summary="Turns the order of the results round.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Reverse",
        examples=(
            Example(
                "| makeresults count=2 | streamstats count as n | reverse | table n", rows=[{"n": "2"}, {"n": "1"}]
            ),
        ),
    )

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows, the last one first."""
        return rows.take(list(range(rows.height - 1, -1, -1)))
