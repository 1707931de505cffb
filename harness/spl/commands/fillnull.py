"""`fillnull`: a value where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Table, fill_null
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation.fields import select

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class FillnullCommand(DeclaredCommand):
    """`fillnull [value=<text>] [<fields>]`; without fields, every field that any result has."""

    keyword = "fillnull"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "fillnull [value=<string>] [<field>...]"
    options = (Option("value", "string", default="0", says="What to put where there is nothing."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Puts a value where a field is null.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Fillnull",
        examples=(
            Example("| makeresults | eval a=1 | fillnull value=none b | table a b", rows=[{"a": "1", "b": "none"}]),
        ),
    )

    value: str
    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows with a value for every null of the chosen fields."""
        return fill_null(rows, select(self.fields, rows.names) if self.fields else None, self.value)
