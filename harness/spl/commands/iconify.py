"""`iconify`: shows an icon for each value of fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class IconifyCommand(DeclaredCommand):
    """Shows an icon for each value of fields."""

    keyword = "iconify"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "iconify <field>..."
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "fields"),)
    documentation = Documentation(
        summary="Shows an icon for each value of fields.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Iconify",
        examples=(Example("| makeresults | eval a=1 | iconify a | table a", rows=[{"a": "1"}]),),
        differs=("Icons are not shown here, so nothing changes.",),
    )

    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows as they are: only Splunk Web shows a difference."""
        return rows
