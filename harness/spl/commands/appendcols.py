"""`appendcols`: puts the fields of a subsearch beside the current results, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Table, coalesce
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._subsearches import limited
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Pipeline


@dataclass(frozen=True, slots=True)
class AppendcolsCommand(DeclaredCommand):
    """Puts the fields of a subsearch beside the current results, row by row."""

    keyword = "appendcols"
    type = CommandType.DATASET_PROCESSING
    syntax = "appendcols [override=<bool>] [maxtime=<int>] [maxout=<int>] [timeout=<int>] [ <subsearch> ]"
    options = (
        Option("override", "boolean", default=False, says="Lets the subsearch replace fields that are there."),
        Option("maxtime", "integer", default=60, minimum=0, says="Seconds that the subsearch may take."),
        Option("maxout", "integer", default=50000, minimum=0, says="How many results the subsearch may give."),
        Option("timeout", "integer", default=60, minimum=0, says="Seconds to wait for the subsearch."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("subsearch", "subsearch"),)
    documentation = Documentation(
        summary="Puts the fields of a subsearch beside the current results, row by row.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Appendcols",
        examples=(
            Example(
                "| makeresults | eval a=1 | appendcols [| makeresults | eval a=2, b=3] | table a b",
                rows=[{"a": "1", "b": "3"}],
            ),
        ),
        differs=("an error in the subsearch fails the search; maxtime and timeout never end it early",),
        undecided=("rows of the subsearch that are left over: they are added",),
    )

    override: bool
    maxtime: int
    maxout: int
    timeout: int
    subsearch: Pipeline

    def execute(self, rows: Table, context: Context) -> Table:
        """Every row with the fields of the subsearch's row in the same place; rows that are left over come last.

        Differs: an error in the subsearch fails the search, and no time limit ends it early.
        Undecided: a row of the subsearch that lacks a field leaves the value that is there, also with `override`.
        """
        found = limited(context.run(self.subsearch), self.maxout, self.span, context)
        found = found.without([name for name in found.names if name.startswith("_")])
        height = max(rows.height, found.height)
        ours, theirs = (table.concat(Table({}, height - table.height)) for table in (rows, found))
        for name, column in theirs.columns.items():
            values = [column, ours.column(name)] if self.override else [ours.column(name), column]
            ours = ours.with_column(name, coalesce(values))
        return Table(ours.columns, height)
