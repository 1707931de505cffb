"""`bin`: puts numbers and times into bins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import coalesce
from harness.spl.commands._bins import bin_options, binning_of
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class BinCommand(DeclaredCommand):
    """`bin [span=..] <field> [AS <field>]`; `span` is a time span, a number or a logarithm (`2log10`)."""

    keyword = "bin"
    aliases = ("bucket", "discretize")
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = (
        "bin [span=<span>] [bins=<int>] [minspan=<span>] [start=<number>] [end=<number>] [aligntime=<time>] "
        "<field> [AS <field>]"
    )
    options = (
        Option("span", "span", says="The width of a bin."),
        Option("bins", "integer", minimum=2, says="How many bins at most; 100 if nothing else is given."),
        Option("minspan", "span", says="The least width of a bin."),
        Option("start", "number", says="Where the first bin starts at the latest."),
        Option("end", "number", says="Where the last bin ends at the earliest."),
        Option("aligntime", "string", says="A time that bins are aligned to: earliest, latest or a time."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (
        Argument("field", "field"),
        Argument("new_field", "field", after="as"),
    )
    documentation = Documentation(
        summary="Replaces numbers by the range and times by the start of the bin that they fall into.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Bin",
        examples=(
            Example(
                "| makeresults count=3 | streamstats count as n | eval n=n*7 | bin span=10 n | table n",
                rows=[{"n": "0-10"}, {"n": "10-20"}, {"n": "20-30"}],
            ),
            Example(
                "| makeresults | eval _time=1700003725 | bin span=1h _time | eval t=_time | table t",
                rows=[{"t": "1700002800"}],
            ),
        ),
        differs=("a span of time on a field other than _time, and a logarithm or fraction on _time, are refused",),
        undecided=(
            "fractions without a span: the narrowest range has the width 1",
            "the values of a multivalue field; they stay",
            "zero and negative numbers in logarithmic ranges; they stay",
        ),
    )

    span_: str | None
    bins: int | None
    minspan: str | None
    start: float | None
    end: float | None
    aligntime: str | None
    field: FieldName
    new_field: FieldName | None

    def execute(self, rows: Table, context: Context) -> Table:
        """Every row with the bin of its value.

        Nulls: a row without the field stays as it is, and so does a value that is no number.
        """
        name = self.field.name
        values = rows.column(name)
        binning = binning_of(name, values, bin_options(self), context)
        bins = values if binning is None else coalesce([binning.values(binning.places(values)), values])
        return rows.with_column((self.new_field or self.field).name, bins)
