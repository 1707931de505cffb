"""`selfjoin`: joins results with other results of the same search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data.pairing import following_rows, with_lone_rows
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._joining import merged
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class SelfjoinCommand(DeclaredCommand):
    """`selfjoin [<options>] <fields>`."""

    keyword = "selfjoin"
    type = CommandType.DATASET_PROCESSING
    syntax = "selfjoin [keepsingle=<bool>] [overwrite=<bool>] [max=<int>] <field>..."
    options = (
        Option("keepsingle", "boolean", default=False, says="Keeps results that no other one has the values of."),
        Option("overwrite", "boolean", default=True, says="Lets fields of the other result replace those there."),
        Option("max", "integer", default=1, minimum=0, says="With how many others each one is joined; 0: all of them."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "fields"),)
    documentation = Documentation(
        summary="Joins each result with those further down that have the same values in some fields.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Selfjoin",
        examples=(
            Example(
                '| makeresults format=csv data="k,a,b\nx,1,\nx,,2\ny,3," | selfjoin k',
                rows=[{"k": "x", "a": "1", "b": "2"}],
            ),
        ),
        undecided=(
            "whether the last of several results with the same values counts as single; it does not",
            "whether the later one goes by _time, as one sentence has it; it goes by place, as the example does",
        ),
    )

    keepsingle: bool
    overwrite: bool
    max: int
    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """Each row joined with the next rows of the same values; the last of them has no other and is dropped.

        Nulls: a row that lacks one of the fields has no other.
        """
        names = [field.name for field in self.fields]
        left, right = following_rows([rows.column(name) for name in names], self.max)
        if self.keepsingle:
            left, right = with_lone_rows(left, right, rows.height)
        return merged(rows.take(left), rows.take(right), names, overwrite=self.overwrite)
