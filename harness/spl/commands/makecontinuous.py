"""`makecontinuous`: adds rows so that a field has no gaps."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, SortKey, Table, coalesce, concat_columns, numbers, sort_rows
from harness.spl.commands._bins import MOST_BINS, BinOptions, binning_of, stretch_of, too_many_bins
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.spl.commands._bins import Binning
    from harness.spl.syntax.ast import FieldName

_PLACE = "\0place"
"""A helper column; no field of a search can have such a name."""


@dataclass(frozen=True, slots=True)
class MakecontinuousCommand(DeclaredCommand):
    """Adds rows so that a field has no gaps."""

    keyword = "makecontinuous"
    type = CommandType.TRANSFORMING
    syntax = (
        "makecontinuous [span=<string>] [bins=<int>] [start=<number>] [end=<number>] [aligntime=<string>] [<field>]"
    )
    options = (
        Option("span", "string", says="The width of a bin."),
        Option("bins", "integer", minimum=2, says="How many bins at most."),
        Option("start", "number", says="The least value; the first bin holds it."),
        Option("end", "number", says="The greatest value; the last bin reaches it."),
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
        differs=("spans of time for fields other than _time are refused, and so are start= and end= for _time",),
        undecided=("the order of the rows: that of the field, least first",),
    )

    span_: str | None
    bins: int | None
    start: float | None
    end: float | None
    aligntime: str | None
    field: FieldName | None

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows in the order of the field, each with the bin of its value, and a row for each bin that has none.

        With `start` and `end` the bins cover all between them, and values outside are dropped with their rows.
        Nulls: an added row has nothing but the field; a row without a number in the field comes last.
        Undecided: whether a bin begins at `end` itself; only if a value lies in it.
        """
        name = "_time" if self.field is None else self.field.name
        if name == "_time" and self._extent:
            raise unsupported(context, self.span, "makecontinuous of _time with start or end")
        rows = rows.filter(self._inside(numbers(rows.column(name))))
        values = rows.column(name)
        options = BinOptions(self.span, self.span_, self.bins, None, self.start, self.end, self.aligntime)
        binning = binning_of(name, concat_columns(numbers(values), Column.of(self._extent)), options, context)
        if binning is None:
            return rows
        places = binning.places(values)
        covered = stretch_of(concat_columns(places, binning.places(Column.of(self._extent))))
        if covered is None:
            return rows
        found = binning.between(*covered)
        if len(found) > MOST_BINS:
            raise too_many_bins(len(found), self.span, context)
        return _filled(rows.with_column(_PLACE, places), name, found, binning)

    @property
    def _extent(self) -> list[float]:
        """Values that bins must reach: `start`, and what lies right before `end`."""
        end = [] if self.end is None else [math.nextafter(self.end, -math.inf)]
        return end if self.start is None else [self.start, *end]

    def _inside(self, values: Column) -> Column:
        """Which values lie between `start` and `end`, or are no numbers."""
        least = -math.inf if self.start is None else self.start
        most = math.inf if self.end is None else self.end
        return Column.of([not isinstance(v, (int, float)) or least <= v <= most for v in values.values()])


def _filled(rows: Table, name: str, found: Sequence[float], binning: Binning) -> Table:
    """The rows and one for each bin without any, in order, with the names of their bins."""
    present = {value for value in rows.column(_PLACE).values() if isinstance(value, (int, float))}
    missing = [place for place in found if place not in present]
    whole = rows.concat(Table({_PLACE: Column.of(missing)}, len(missing)))
    whole = sort_rows(whole, [SortKey(_PLACE, mode="num")])
    bins = coalesce([binning.values(whole.column(_PLACE)), whole.column(name)])
    return whole.with_column(name, bins).without([_PLACE])
