"""`filldown`: takes a value that is missing from the row above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import fill_down
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example
from harness.spl.evaluation.fields import select

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class FilldownCommand(DeclaredCommand):
    """Takes a value that is missing from the row above."""

    keyword = "filldown"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = "filldown [<field>...]"
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Takes a value that is missing from the row above.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Filldown",
        examples=(
            Example(
                "| makeresults count=3 | streamstats count as n | eval x=if(n=2, 7, null()) | filldown x | table x",
                rows=[{}, {"x": "7"}, {"x": "7"}],
            ),
        ),
        undecided=("The empty text is a value and is not filled.",),
    )

    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows with nulls filled from above, in the chosen fields or in all of them."""
        return fill_down(rows, select(self.fields, rows.names) if self.fields else rows.names)
