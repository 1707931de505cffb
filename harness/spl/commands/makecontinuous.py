"""`makecontinuous`: adds rows so that a field has no gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, SortKey, Table, sort_rows
from harness.spl.commands._bins import MOST_BINS, BinOptions, stretch_of, time_binning, too_many_bins
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class MakecontinuousCommand(DeclaredCommand):
    """Adds rows so that a field has no gaps."""

    keyword = "makecontinuous"
    type = CommandType.TRANSFORMING
    syntax = (
        "makecontinuous [span=<string>] [bins=<int>] [start=<string>] [end=<string>] [aligntime=<string>] [<field>]"
    )
    options = (
        Option("span", "string", says="The width of a bin."),
        Option("bins", "integer", minimum=2, says="How many bins at most."),
        Option("start", "string", says="Where the first bin starts."),
        Option("end", "string", says="Where the last bin ends."),
        Option("aligntime", "string", says="What bins are aligned to."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field", optional=True),)
    documentation = Documentation(
        summary="Adds rows so that a field has no gaps.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Makecontinuous",
        examples=(
            Example(
                '| makeresults format=csv data="_time,n\n0,1\n7200,2" | makecontinuous span=1h _time '
                "| eval t=_time | table t n",
                rows=[{"t": "0", "n": "1"}, {"t": "3600"}, {"t": "7200", "n": "2"}],
            ),
        ),
        differs=("fields other than _time, start= and end= are refused",),
        undecided=("the order of the rows: by time, oldest first",),
    )

    span_: str | None
    bins: int | None
    start: str | None
    end: str | None
    aligntime: str | None
    field: FieldName | None

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows by time, each at the start of its bin, and a row for each bin that has none.

        Nulls: an added row has nothing but the time; a row without time comes last.
        """
        name = "_time" if self.field is None else self.field.name
        if name != "_time" or self.start is not None or self.end is not None:
            raise unsupported(context, self.span, "makecontinuous of anything but _time, or with start or end")
        options = BinOptions(self.span, self.span_, self.bins, aligntime=self.aligntime)
        times = rows.column(name)
        binning = time_binning(stretch_of(times), options, context)
        places = Column.nulls(rows.height) if binning is None else binning.places(times)
        stretch = stretch_of(places)
        if stretch is None or binning is None:
            return rows
        starts = binning.between(*stretch)
        if len(starts) > MOST_BINS:
            raise too_many_bins(len(starts), self.span, context)
        missing = sorted(set(starts) - {value for value in places.values() if isinstance(value, (int, float))})
        added = Table({name: Column.of(missing)}, len(missing))
        return sort_rows(rows.with_column(name, places).concat(added), [SortKey(name, mode="num")])
