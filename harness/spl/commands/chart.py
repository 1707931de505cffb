"""`chart`: a table with one row for each value of a field and one column for each value of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Column, Table, aggregate, coalesce, count_rows, explode, numbers, texts
from harness.spl.commands._bins import (
    MOST_BINS,
    BinOptions,
    NumberBinning,
    bin_options,
    binning_of,
    stretch_of,
    too_many_bins,
)
from harness.spl.commands._charts import (
    BIN_OPTIONS,
    SERIES_OPTIONS,
    SeriesCommand,
    SplitField,
    check_roles,
    print_series_filter,
    print_split,
    read_series_filter,
    read_split,
)
from harness.spl.commands._declared import attribute, option_values
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._series import AXIS, column_name, columns_of
from harness.spl.commands._statistics import distinct_members
from harness.spl.contract import CommandType, Context, Documentation, Example
from harness.spl.evaluation.aggregate_expressions import aggregated
from harness.spl.syntax.printer import print_options, print_stats_terms

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor


MOST_DISTINCT = 100
"""How many different numbers of a row field stay as they are; Splunk puts more into bins of its own choice."""


@dataclass(frozen=True, slots=True)
class ChartCommand(SeriesCommand):
    """`chart <aggregations> [OVER <field>] [BY <field> [<field>]]`."""

    keyword = "chart"
    type = CommandType.TRANSFORMING
    syntax = (
        "chart [<options>] <aggregation>... [OVER <field>] [BY <field> [<field>]] [WHERE <aggregate> "
        "in|notin|<|> <limit>]"
    )
    options = (*SERIES_OPTIONS, *BIN_OPTIONS)
    documentation = Documentation(
        summary="Computes aggregations for each value of a field, or for each pair of values of two.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Chart",
        examples=(
            Example(
                '| makeresults count=3 | streamstats count as n | eval odd=n%2, big=if(n>1, "yes", "no") '
                "| chart count over odd by big",
                rows=[{"odd": "0", "no": "0", "yes": "1"}, {"odd": "1", "no": "1", "yes": "1"}],
            ),
            Example(
                "| makeresults count=3 | streamstats count as n | chart count by n span=2",
                rows=[{"n": "0-2", "count": "1"}, {"n": "2-4", "count": "2"}],
                says="Numbers in ranges.",
            ),
        ),
        differs=(
            "agg= and WHERE with functions that do not compute with numbers are refused",
            f"a row field of more than {MOST_DISTINCT} different numbers is refused unless it has a span or bins",
        ),
        undecided=(
            "the order of the columns, and where NULL and OTHER stand among them",
            "whether the averages of OTHER are those of its results",
            "whether gaps between ranges are filled for chart as for timechart; they are",
        ),
    )

    row: SplitField | None = None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, aggregations, the split fields and the WHERE clause."""
        values = cursor.options(cls.options)
        terms = cursor.stats_terms(stop=("over", "by"), evaluated=True)
        cursor.options(cls.options, values)
        over = read_split(cursor) if cursor.keyword("over") else None
        cursor.options(cls.options, values)
        splits = _splits(cursor, 1 if over else 2) if cursor.keyword("by") else []
        cursor.options(cls.options, values)
        kept = read_series_filter(cursor)
        cursor.options(cls.options, values)
        row, column, *_ = [*([over] if over else []), *splits, None, None]
        check_roles(cursor, terms, row, column)
        options = {attribute(name): value for name, value in values.items()}
        return cls(cursor.command_span(), terms, column, kept, row=row, **options)

    def render(self) -> str:
        """`chart`, its options, aggregations, split fields and WHERE clause."""
        text = f"{self.keyword}{print_options(self.options, option_values(self))} {print_stats_terms(self.terms)}"
        if self.row:
            text += f" BY {print_split(self.row)}"
        if self.column:
            text += f" {print_split(self.column)}"
        return f"{text} {print_series_filter(self.series_filter)}" if self.series_filter else text

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for each value of the row field, one column for each value of the column field."""
        if self.row is None:
            self._refuse_evaluated(context)
            return aggregated(rows, (), self.terms, context, allnum=self.allnum, sparklines=True)
        name = self.row.field.name
        values = rows.column(name)
        parted = rows.with_column(AXIS, distinct_members(values) if self.dedup_splitvals else values)
        parted = explode(parted, AXIS)
        parted, keys, labels = self._axis(name, parted, context)
        parted = parted.filter(parted.column(AXIS).is_not_null())
        found = columns_of(parted, keys, self, context)
        named = {column_name(cell, self, len(self.terms)): column for cell, column in found.items()}
        return Table({name: labels, **named}, len(keys))

    def _refuse_evaluated(self, context: Context) -> None:
        """The page wants a split field beside an expression over aggregations."""
        for term in self.terms:
            if term.is_evaluated:
                raise unsupported(context, term.span, "chart with eval(..) and no split field", "write OVER or BY")

    def _axis(self, name: str, rows: Table, context: Context) -> tuple[Table, Column, Column]:
        """The rows with their places on the axis, all places in order, and what these are called."""
        assert self.row is not None
        options = bin_options(self).with_values(dict(self.row.bins))
        if options.is_given:
            binned = self._bins(name, rows, options, context)
            if binned is not None:
                return binned
        keys = aggregate(rows, [AXIS], {"count": count_rows()}).column(AXIS)
        if len(keys) > MOST_DISTINCT and not numbers(keys).has_nulls:
            raise unsupported(
                context, self.row.span, f"chart over {len(keys)} different numbers without span", "write span=.."
            )
        return rows, keys, keys

    def _bins(
        self, name: str, rows: Table, options: BinOptions, context: Context
    ) -> tuple[Table, Column, Column] | None:
        values = rows.column(AXIS)
        binning = binning_of(name, values, options, context)
        places = None if binning is None else binning.places(values)
        stretch = None if places is None else stretch_of(places)
        if binning is None or places is None or stretch is None:
            return None
        if isinstance(binning, NumberBinning) and binning.is_logarithmic:
            return _logarithmic(rows, binning, places)
        found = binning.between(*stretch) if self.cont else sorted(set(_numbers(places)))
        if len(found) > MOST_BINS:
            raise too_many_bins(len(found), self.span, context)
        keys = Column.of(found)
        return rows.with_column(AXIS, places), keys, binning.values(keys)


def _logarithmic(rows: Table, binning: NumberBinning, places: Column) -> tuple[Table, Column, Column]:
    """The ranges that numbers fall into, without those between, behind the numbers that no such range holds.

    The page shows it: a row 0, and none for a range without results (chart, extended example 3).
    """
    values = rows.column(AXIS)
    bare = [value for value, place in zip(numbers(values).values(), places.values(), strict=True) if place is None]
    low = sorted({value for value in bare if isinstance(value, (int, float))})
    ranges = binning.values(Column.of(sorted(set(_numbers(places))))).values()
    keys = Column.of([*texts(Column.of(low)).values(), *ranges])
    return rows.with_column(AXIS, coalesce([binning.values(places), texts(numbers(values))])), keys, keys


def _numbers(column: Column) -> list[float]:
    return [value for value in column.values() if isinstance(value, (int, float))]


def _splits(cursor: Cursor, most: int) -> list[SplitField]:
    splits = [read_split(cursor)]
    while len(splits) < most and not (cursor.at_end() or cursor.peek_option() or cursor.peek_keyword("where")):
        cursor.punctuation(",")
        splits.append(read_split(cursor))
    return splits
