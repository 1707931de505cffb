"""`tscollect`: writes results to index files for `tstats`."""

from __future__ import annotations

from dataclasses import dataclass

from harness.data import Column, Table, map_scalars, texts
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._recording import record, written_options
from harness.spl.contract import CommandType, Context, Documentation, Example, Option


@dataclass(frozen=True, slots=True)
class TscollectCommand(DeclaredCommand):
    """`tscollect [namespace=<string>] [squashcase=<bool>] [keepresults=<bool>]`."""

    keyword = "tscollect"
    type = CommandType.ORCHESTRATING
    syntax = "tscollect [namespace=<string>] [squashcase=<bool>] [keepresults=<bool>]"
    options = (
        Option("namespace", "string", says="Under which name."),
        Option("squashcase", "boolean", default=False, says="Writes values in lower case."),
        Option("keepresults", "boolean", default=False, says="Gives the results on, and not their number."),
    )
    documentation = Documentation(
        summary="Writes results to index files that tstats reads.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Tscollect",
        examples=(Example("| makeresults count=2 | tscollect namespace=n", rows=[{"count": "2"}]),),
        differs=("Nothing is written: it is in the results of the search, for whoever ran it.",),
        undecided=("the name of the field that holds the number of results: count",),
    )

    namespace: str | None
    squashcase: bool
    keepresults: bool

    def execute(self, rows: Table, context: Context) -> Table:
        """The number of results, or with `keepresults` the results.

        Undecided: the name of the field with the number.
        """
        written = rows.mapped(_lowered) if self.squashcase else rows
        record("file", self.namespace or "", written, written_options(self), context)
        return rows if self.keepresults else Table({"count": Column.of([rows.height])})


def _lowered(column: Column) -> Column:
    return map_scalars(_lower, texts(column), members=True)


def _lower(value: str | list[str]) -> str | list[str]:
    return value.lower() if isinstance(value, str) else [member.lower() for member in value]
