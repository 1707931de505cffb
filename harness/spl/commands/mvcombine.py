"""`mvcombine`: joins results that differ in one field only, of which it makes a multivalue field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import combine_rows
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class MvcombineCommand(DeclaredCommand):
    """Joins results that differ in one field only, of which it makes a multivalue field."""

    keyword = "mvcombine"
    type = CommandType.TRANSFORMING
    syntax = "mvcombine [delim=<string>] <field>"
    options = (Option("delim", "string", default=" ", says="Stands between the members in one text."),)
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field"),)
    documentation = Documentation(
        summary="Joins results that differ in one field only, of which it makes a multivalue field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Mvcombine",
        examples=(
            Example(
                '| makeresults | eval h=split("a,b", ",") | mvexpand h | mvcombine delim=";" h | nomv h | table h',
                rows=[{"h": "a;b"}],
            ),
        ),
        differs=(
            "The delimiter counts for a nomv that follows in the same pipeline, under the same name of the field.",
        ),
        undecided=("A result that lacks the field stays by itself; a value that comes twice is there twice.",),
    )

    delim: str
    field: FieldName

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for rows that are equal in every other field; internal fields are not combined."""
        if self.field.name.startswith("_"):
            return rows
        context.delimiters[self.field.name] = self.delim
        return combine_rows(rows, self.field.name)
