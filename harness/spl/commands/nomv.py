"""`nomv`: makes one text of the members of a multivalue field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Kind, map_scalars
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class NomvCommand(DeclaredCommand):
    """Makes one text of the members of a multivalue field."""

    keyword = "nomv"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "nomv <field>"
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field"),)
    documentation = Documentation(
        summary="Makes one text of the members of a multivalue field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Nomv",
        examples=(
            Example(
                '| makeresults | eval m=split("a,b", ",") | nomv m | eval n=mvcount(m), l=len(m) | table n l',
                rows=[{"n": "1", "l": "3"}],
            ),
        ),
        undecided=("The newline between members (10.x); older pages say a space.",),
    )

    field: FieldName

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with the members joined by a newline, or by what mvcombine or makemv said."""
        column = rows.column(self.field.name)
        if column.kind is not Kind.MULTI:
            return rows
        delimiter = context.delimiters.get(self.field.name, "\n")
        joined = map_scalars(lambda value: value if isinstance(value, str) else delimiter.join(value), column)
        return rows.with_column(self.field.name, joined)
