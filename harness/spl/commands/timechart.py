"""`timechart`: a table with one row for each bin of time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from harness.data import Column, Table, concat_columns, divide, multiply, numbers
from harness.spl.commands._bins import (
    MOST_BINS,
    TimeBinning,
    bin_options,
    stretch_of,
    time_binning,
    too_many_bins,
)
from harness.spl.commands._charts import (
    BIN_OPTIONS,
    SERIES_OPTIONS,
    SeriesCommand,
    check_roles,
    print_series_filter,
    print_split,
    read_series_filter,
    read_split,
)
from harness.spl.commands._declared import attribute, option_values
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._series import AXIS, column_name, columns_of
from harness.spl.contract import STATS_FUNCTIONS, CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.ast import FieldName
from harness.spl.syntax.printer import print_options, print_stats_terms

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm

_OPTIONS = (
    Option("partial", "boolean", default=True, says="Keeps bins that the time range covers in part."),
    Option("fixedrange", "boolean", default=True, says="Covers the whole time range, not only that of the results."),
)


@dataclass(frozen=True, slots=True)
class TimechartCommand(SeriesCommand):
    """`timechart <aggregations> [BY <field>]`."""

    keyword = "timechart"
    type = CommandType.TRANSFORMING
    syntax = "timechart [<options>] <aggregation>... [BY <field>] [WHERE <aggregate> in|notin|<|> <limit>]"
    options = (*SERIES_OPTIONS, *BIN_OPTIONS, *_OPTIONS)
    documentation = Documentation(
        summary="Computes aggregations for each bin of time, and for each value of a field if there is one.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Timechart",
        examples=(
            Example(
                "| makeresults count=3 | streamstats count as n | eval _time=n*1800 | timechart span=1h count",
                rows=[{"count": "1"}, {"count": "2"}],
            ),
            Example(
                '| makeresults count=3 | streamstats count as n | eval _time=n*3600, k=if(n=2, "b", "a") '
                "| timechart span=1h sum(n) by k",
                rows=[{"a": "1"}, {"b": "2"}, {"a": "3"}],
            ),
        ),
        differs=(
            "sparklines, start= and end=, agg= and WHERE with functions of anything but numbers are refused",
            "partial=f needs a bounded time range",
        ),
        undecided=(
            "100 bins at most where no span is given; another text of Splunk's says 300",
            "the order of the columns, and where NULL and OTHER stand among them",
            "whether the averages of OTHER are those of its results",
        ),
    )

    partial: bool = True
    fixedrange: bool = True

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, aggregations, the split field and the WHERE clause."""
        values = cursor.options(cls.options)
        terms = cursor.stats_terms(evaluated=True)
        cursor.options(cls.options, values)
        column = read_split(cursor) if cursor.keyword("by") else None
        cursor.options(cls.options, values)
        kept = read_series_filter(cursor)
        cursor.options(cls.options, values)
        check_roles(cursor, terms, column)
        options = {attribute(name): value for name, value in values.items()}
        return cls(cursor.command_span(), terms, column, kept, **options)

    def render(self) -> str:
        """`timechart`, its options, aggregations, split field and WHERE clause."""
        text = f"{self.keyword}{print_options(self.options, option_values(self))} {print_stats_terms(self.terms)}"
        if self.column:
            text += f" BY {print_split(self.column)}"
        return f"{text} {print_series_filter(self.series_filter)}" if self.series_filter else text

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for each bin of time, one column for each series; no rows for rows without time."""
        self._refuse(context)
        times = numbers(rows.column("_time"))
        found = stretch_of(times)
        if found is None:
            return Table({})
        ranged = self._range(found, context)
        binning = time_binning(ranged, bin_options(self), context)
        assert binning is not None
        table = rows.with_column(AXIS, binning.places(times))
        table = table.filter(table.column(AXIS).is_not_null())
        if not table.height:
            return Table({})
        starts = self._starts(table.column(AXIS), ranged, binning, context)
        return self._charted(table, starts, binning, context)

    def _refuse(self, context: Context) -> None:
        if self.column is None and any(term.is_evaluated for term in self.terms):
            raise unsupported(context, self.span, "timechart with eval(..) and no split field", "write BY")
        if self.start is not None or self.end is not None:
            raise unsupported(context, self.span, "timechart with start or end")
        window = context.searched_range
        if not self.partial and (not window.earliest or window.latest is None):
            raise unsupported(context, self.span, "partial=false over all time", "give the search earliest and latest")

    def _range(self, found: tuple[float, float], context: Context) -> tuple[float, float]:
        """The stretch of time that is covered: that of the search where it has bounds, else that of the rows."""
        window = context.searched_range
        if not self.fixedrange:
            return found
        first = found[0] if not window.earliest else min(window.earliest, found[0])
        return first, found[1] if window.latest is None else max(window.latest, found[1])

    def _starts(
        self, places: Column, ranged: tuple[float, float], binning: TimeBinning, context: Context
    ) -> list[float]:
        filled = stretch_of(places)
        assert filled is not None
        if self.cont:
            ends = stretch_of(concat_columns(places, binning.places(Column.of(list(ranged)))))
            assert ends is not None
            starts = binning.between(*ends)
            if len(starts) > MOST_BINS:
                raise too_many_bins(len(starts), self.span, context)
            if len(starts) > 1 and starts[-1] >= ranged[1] and starts[-1] > filled[1]:
                starts.pop()  # the range ends where this bin starts
        else:
            starts = sorted({value for value in places.values() if isinstance(value, (int, float))})
        return starts if self.partial else self._whole(starts, binning, context)

    def _whole(self, starts: list[float], binning: TimeBinning, context: Context) -> list[float]:
        """The bins that the time range covers from their start to their end."""
        window = context.searched_range
        assert window.earliest is not None
        assert window.latest is not None
        return [s for s in starts if s >= window.earliest and s + binning.width(s) <= window.latest]

    def _charted(self, table: Table, starts: list[float], binning: TimeBinning, context: Context) -> Table:
        keys = Column.of(starts)
        summed = replace(self, terms=tuple(map(_summed, self.terms)))
        found = columns_of(table, keys, summed, context)
        units = {term.output_name: unit for term in self.terms if (unit := _unit(term)) is not None}
        widths = Column.of([binning.width(start) for start in starts])
        columns = {
            column_name(cell, self, len(self.terms)): _scaled(column, widths, units.get(cell.term))
            for cell, column in found.items()
        }
        return Table({"_time": keys, **columns, **_span_columns(binning, len(starts))}, len(starts))


def _unit(term: StatsTerm) -> int | None:
    """The seconds that a rate such as `per_minute` is for; None for every other function."""
    found: int | None = getattr(STATS_FUNCTIONS.find(term.function), "unit_s", None)
    return found


def _summed(term: StatsTerm) -> StatsTerm:
    """A rate as the sum that it is computed from, under its own name."""
    if _unit(term) is None:
        return term
    alias = term.alias or FieldName(term.span, term.output_name)
    return replace(term, function="sum", alias=alias)


def _scaled(column: Column, widths: Column, unit: int | None) -> Column:
    if unit is None:
        return column
    return divide(multiply(column, Column.constant(unit, len(column))), widths)


def _span_columns(binning: TimeBinning, height: int) -> dict[str, Column]:
    """The internal fields that tell later commands the width of the bins."""
    seconds = binning.span.seconds
    if seconds is None:
        return {}
    columns = {"_span": Column.constant(int(seconds), height)}
    if binning.span.unit.name == "d":
        columns["_spandays"] = Column.constant(binning.span.count, height)
    return columns
