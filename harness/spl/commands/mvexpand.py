"""`mvexpand`: one result for each member of a multivalue field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Table, explode
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class MvexpandCommand(DeclaredCommand):
    """`mvexpand <field> [limit=<int>]`."""

    keyword = "mvexpand"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "mvexpand <field> [limit=<int>]"
    options = (Option("limit", "integer", default=0, minimum=0, says="How many members of each result; 0: all."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field"),)
    documentation = Documentation(
        summary="Makes one result for each member of a multivalue field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Mvexpand",
        examples=(
            Example('| makeresults | eval m=split("x,y", ",") | mvexpand m | table m', rows=[{"m": "x"}, {"m": "y"}]),
        ),
    )

    limit: int
    field: FieldName

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """One row for each member; a row without the field stays as it is."""
        return explode(rows, self.field.name, self.limit)
