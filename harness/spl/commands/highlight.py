"""`highlight`: marks words in the events that are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class HighlightCommand(DeclaredCommand):
    """Marks words in the events that are shown."""

    keyword = "highlight"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "highlight <field>..."
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("words", "patterns"),)
    documentation = Documentation(
        summary="Marks words in the events that are shown.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Highlight",
        examples=(Example("| makeresults | eval a=1 | highlight error | table a", rows=[{"a": "1"}]),),
        differs=("Results are not shown in colors here, so nothing changes.",),
    )

    words: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows as they are: only Splunk Web shows a difference."""
        return rows
