"""The vocabulary of aggregation: what can be computed over the rows of a group.

An `Aggregate` is prepared columns, Polars expressions over them, and what makes a column of their results.  It does not
know its groups: `aggregate`, `aggregate_onto` and `running` decide those.

Rules (Search Reference, statistical functions; Spl 6.1)
- G1  Null is never counted, listed or computed with.  The empty text is a value.  Undecided: probe 52.
- G2  Each member of a multivalue counts as a value of its own, also for `count`; `first`, `last`, `earliest` and
  `latest` give a multivalue whole.  Undecided: probes 8 and 21.
- G3  Numeric functions take the values that are numbers (N1) and pass over the rest; without any they give null.
- G4  `min` prefers numbers to texts and `max` texts to numbers; among themselves numbers go by number, texts by code
  points.  A number prints in its shortest form.  Undecided: published measurements of `max` over a mix on 10.4.2 give
  a number, against the page.
- G5  `distinct_values` are texts in code-point order; `listed` keeps the order of rows.
- G6  The sample deviation and variance of a single value are 0.  Undecided: probe 20.
- G7  Percentiles interpolate; "nearest-rank" takes the value at place floor(p/100 x count).  Undecided: probe 19.  The
  median is the middle value, or the higher of the two in the middle.  Undecided: published measurements of 10.4.2 give
  their mean, an exact half rounded up (3 for 1 and 4), against the page.
- G8  Of several most frequent values `mode` takes the one that comes first.  Undecided.
- G9  Of several values at the same time, `earliest` and `latest` take the one whose row comes first.  Undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import polars as pl

from harness.data.building import simplified
from harness.data.column import Column, Kind
from harness.data.logic import coalesce
from harness.data.multivalue import is_member_number, member_numbers, regrouped
from harness.data.numbers import numbers, texts
from harness.data.summing import group_sum, has_exact_sums, has_gaps

Expressions: TypeAlias = Callable[[Sequence[pl.Expr]], Sequence[pl.Expr]]
Finish: TypeAlias = Callable[[Sequence[pl.Series]], Column]
PercentileMethod: TypeAlias = Literal["interpolation", "nearest-rank"]

_FLOATS = pl.List(pl.Float64)


def _plain(results: Sequence[pl.Series]) -> Column:
    return Column(results[0])


@dataclass(frozen=True, slots=True, eq=False)
class Cumulative:
    """How an aggregation runs along the rows of a group."""

    expressions: Expressions
    finish: Finish = _plain


@dataclass(frozen=True, slots=True, eq=False)
class Aggregate:
    """One aggregation over prepared columns; opaque to everyone but this room.

    `expressions` gives Polars expressions that reduce a group, `finish` makes the column of their results.
    `cumulative`, where there is one, is the same for every row and the rows of its group up to that one.
    """

    inputs: tuple[pl.Series, ...]
    expressions: Expressions
    finish: Finish = _plain
    cumulative: Cumulative | None = None


def count_rows() -> Aggregate:
    """How many rows; 0 for none."""
    return _count((), lambda _: pl.len(), lambda _: pl.int_range(1, pl.len() + 1))


def count_values(column: Column) -> Aggregate:
    """How many values (G1, G2); 0 for none."""
    if column.kind is Kind.MULTI:
        lengths = column.series.list.len().cast(pl.Int64).fill_null(0)
        return _count((lengths,), lambda c: c[0].sum(), lambda c: c[0].cum_sum())
    return _count((column.series,), lambda c: c[0].count(), lambda c: c[0].cum_count())


def count_true(column: Column) -> Aggregate:
    """In how many rows a BOOL column is true; 0 for none."""
    hits = column if column.kind is Kind.BOOL else Column.spread(pl.Series([False]), len(column))
    ones = hits.series.fill_null(value=False).cast(pl.Int64)
    return _count((ones,), lambda c: c[0].sum(), lambda c: c[0].cum_sum())


def _count(
    inputs: tuple[pl.Series, ...],
    whole: Callable[[Sequence[pl.Expr]], pl.Expr],
    so_far: Callable[[Sequence[pl.Expr]], pl.Expr],
) -> Aggregate:
    return Aggregate(inputs, lambda c: [whole(c)], _counted, Cumulative(lambda c: [so_far(c)], _counted))


def _counted(results: Sequence[pl.Series]) -> Column:
    counts = results[0].cast(pl.Int64)
    return Column(counts.fill_null(0) if counts.null_count() else counts)


def total(column: Column) -> Aggregate:
    """The sum of the numbers (G3)."""
    x, e = _summable(column)
    running = _cumulative_sum(x, _summed)
    return Aggregate((x,), lambda c: [group_sum(x, e(c[0])), _how_many(x, e(c[0]))], _summed, running)


def _summable(column: Column) -> tuple[pl.Series, Callable[[pl.Expr], pl.Expr]]:
    """The numbers, as integers only where every sum of them is exact both as an integer and as a double."""
    if column.kind is Kind.NUMBER and column.series.dtype == pl.Int64 and has_exact_sums(column.series):
        return column.series, _itself
    x, e = _numeric(column)
    return (x.cast(pl.Float64) if x.dtype == pl.Int64 else x), e


def sum_of_squares(column: Column) -> Aggregate:
    """The sum of the squared numbers (G3)."""
    x, e = _numeric(column)
    x = x.cast(pl.Float64) if x.dtype == pl.Int64 else x
    return Aggregate((x,), lambda c: [group_sum(x, e(c[0]) * e(c[0])), _how_many(x, e(c[0]))], _summed)


def mean(column: Column) -> Aggregate:
    """The arithmetic mean of the numbers (G3)."""
    x, e = _summable(column)
    running = _cumulative_sum(x, _averaged)
    if has_gaps(x):
        return Aggregate((x,), lambda c: [group_sum(x, e(c[0])), e(c[0]).count()], _averaged, running)
    return Aggregate((x,), lambda c: [e(c[0]).mean()], cumulative=running)


def _how_many(values: pl.Series, expression: pl.Expr) -> pl.Expr:
    """The number of values in a group, for the price of its length where no value is missing."""
    return pl.len() if values.dtype != pl.List and values.null_count() == 0 else expression.count()


def _summed(results: Sequence[pl.Series]) -> Column:
    found = results[1] > 0
    return Column(results[0] if found.all() else results[0].set(~found.fill_null(value=False), None))


def _averaged(results: Sequence[pl.Series]) -> Column:
    return Column(_summed(results).series / results[1])


def _cumulative_sum(values: pl.Series, finish: Finish) -> Cumulative | None:
    if values.dtype == pl.List:
        return None
    return Cumulative(lambda c: [c[0].fill_null(0).cum_sum(), c[0].cum_count()], finish)


def minimum(column: Column) -> Aggregate:
    """The least value: the least number, or where there is none the first text (G4)."""
    return _extreme(column, lambda e: e.min(), lambda e: e.cum_min().forward_fill(), numbers_first=True)


def maximum(column: Column) -> Aggregate:
    """The greatest value: the last text that is no number, or where there is none the greatest number (G4)."""
    return _extreme(column, lambda e: e.max(), lambda e: e.cum_max().forward_fill(), numbers_first=False)


def _extreme(
    column: Column, of: Callable[[pl.Expr], pl.Expr], so_far: Callable[[pl.Expr], pl.Expr], *, numbers_first: bool
) -> Aggregate:
    x, e = _numeric(column)
    words = _words(column)

    def finish(results: Sequence[pl.Series]) -> Column:
        found = [Column(r) for r in results]
        return coalesce(found if numbers_first else found[::-1])

    running = None if x.dtype == pl.List else Cumulative(lambda c: [so_far(i) for i in c], finish)
    return Aggregate((x,) if words is None else (x, words), lambda c: [of(e(i)) for i in c], finish, running)


def _words(column: Column) -> pl.Series | None:
    """The values that are texts and not numbers, or None where there are none."""
    if column.kind is Kind.MULTI:
        figures = member_numbers(column.series)
        if figures.explode().drop_nulls().len() == column.series.list.len().sum():
            return None
        return column.series.list.eval(pl.element().filter(~is_member_number(pl.element())))
    found = numbers(column)
    if found.operand.null_count() == column.operand.null_count():
        return None
    return texts(column).series.set(found.series.is_not_null(), None)


def spread(column: Column) -> Aggregate:
    """The greatest number minus the least (G3)."""
    x, e = _numeric(column)
    running = Cumulative(lambda c: [(_double(c[0].cum_max()) - _double(c[0].cum_min())).forward_fill()])
    return Aggregate(
        (x,),
        lambda c: [_double(e(c[0]).max()) - _double(e(c[0]).min())],
        cumulative=None if x.dtype == pl.List else running,
    )


def _double(expression: pl.Expr) -> pl.Expr:
    return expression.cast(pl.Float64)


def variance(column: Column, sample: bool = True) -> Aggregate:
    """The variance of a sample or of a population (G3, G6)."""
    x, e = _numeric(column)
    return Aggregate((x,), lambda c: [_variance(e(c[0]), sample=sample)])


def deviation(column: Column, sample: bool = True) -> Aggregate:
    """The standard deviation of a sample or of a population (G3, G6)."""
    x, e = _numeric(column)
    return Aggregate((x,), lambda c: [_variance(e(c[0]), sample=sample).sqrt()])


def _variance(values: pl.Expr, *, sample: bool) -> pl.Expr:
    if not sample:
        return pl.when(values.count() > 0).then(values.var(ddof=0))  # Polars gives some groups without numbers a 0
    return pl.when(values.count() == 1).then(0.0).otherwise(values.var(ddof=1))


def percentile(column: Column, p: float, method: PercentileMethod = "interpolation") -> Aggregate:
    """The value below which `p` percent of the numbers lie (G3, G7)."""
    x, e = _numeric(column)
    if method == "interpolation":
        return _interpolated(x, e, p)

    def nearest(c: Sequence[pl.Expr]) -> list[pl.Expr]:
        found = e(c[0]).drop_nulls().sort()
        place = (pl.lit(p / 100) * found.len()).floor().clip(0, found.len() - 1).cast(pl.Int64)
        return [found.get(place, null_on_oob=True)]

    return Aggregate((x,), nearest)


def _interpolated(values: pl.Series, e: Callable[[pl.Expr], pl.Expr], p: float) -> Aggregate:
    """The percentile at rank p x (n - 1) / 100, multiplied before it is divided so that whole ranks stay whole."""

    def neighbours(c: Sequence[pl.Expr]) -> list[pl.Expr]:
        found = e(c[0])
        return [found.count(), *[found.quantile(p / 100, side) for side in ("nearest", "lower", "higher")]]

    def between(results: Sequence[pl.Series]) -> Column:
        count, nearest, lower, higher = results
        rank = (count.cast(pl.Float64) - 1) * p / pl.Series([100.0]).new_from_index(0, count.len())
        part = rank - rank.floor()
        return Column(nearest.zip_with(part == 0, lower + (higher - lower) * part))

    return Aggregate((values,), neighbours, between)


def median(column: Column) -> Aggregate:
    """The middle one of the numbers, or the higher of the two in the middle (G3, G7)."""
    x, e = _numeric(column)
    return Aggregate((x,), lambda c: [e(c[0]).quantile(0.5, "higher")])


def distinct_count(column: Column) -> Aggregate:
    """How many different values (G1, G2); 0 for none."""
    x, e = _flat(column)
    running = None if x.dtype == pl.List else Cumulative(_cumulative_distinct, _counted)
    return Aggregate((x,), lambda c: [e(c[0]).drop_nulls().n_unique()], _counted, running)


def _cumulative_distinct(c: Sequence[pl.Expr]) -> list[pl.Expr]:
    return [(c[0].is_first_distinct() & c[0].is_not_null()).cast(pl.Int64).cum_sum()]


def distinct_values(column: Column) -> Aggregate:
    """The different values as texts in code-point order (G5)."""
    x, e = _flat(column)

    def finish(results: Sequence[pl.Series]) -> Column:
        lists = results[0]
        of_texts = lists.dtype == pl.List(pl.String)
        return Column(simplified(lists)) if of_texts else _rendered_lists(lists, in_text_order=True)

    return Aggregate((x,), lambda c: [e(c[0]).drop_nulls().unique().sort().implode()], finish)


def listed(column: Column, limit: int = 100) -> Aggregate:
    """The values in the order of rows, the first `limit` of them (G1, G2)."""
    x, e = _flat(column)
    return Aggregate((x,), lambda c: [e(c[0]).drop_nulls().head(limit).implode()], lambda r: _rendered_lists(r[0]))


def _rendered_lists(lists: pl.Series, *, in_text_order: bool = False) -> Column:
    if lists.dtype == pl.List(pl.String):
        return Column(simplified(lists))
    rows = pl.DataFrame({"row": pl.int_range(lists.len(), eager=True, dtype=pl.UInt32), "member": lists})
    flat = rows.explode("member")
    if in_text_order:  # sorting all members at once is far quicker than sorting list by list
        flat = flat.with_columns(texts(Column(flat["member"])).series.alias("member")).sort("row", "member")
    return regrouped(flat["row"], Column(flat["member"]), lists.len())


def first(column: Column) -> Aggregate:
    """The value of the first row that has one (G2)."""
    return Aggregate(
        (column.series,), lambda c: [c[0].first(ignore_nulls=True)], cumulative=Cumulative(_cumulative_first)
    )


def _cumulative_first(c: Sequence[pl.Expr]) -> list[pl.Expr]:
    return [pl.when(c[0].cum_count() > 0).then(c[0].first(ignore_nulls=True))]


def last(column: Column) -> Aggregate:
    """The value of the last row that has one (G2)."""
    return Aggregate(
        (column.series,),
        lambda c: [c[0].last(ignore_nulls=True)],
        cumulative=Cumulative(lambda c: [c[0].forward_fill()]),
    )


def earliest(column: Column, time: Column) -> Aggregate:
    """The value of the row with the least time, among rows that have both (G2, G9)."""
    return Aggregate((column.series, _times(column, time)), lambda c: [c[0].get(c[1].arg_min())])


def latest(column: Column, time: Column) -> Aggregate:
    """The value of the row with the greatest time, among rows that have both (G2, G9)."""
    return Aggregate((column.series, _times(column, time)), lambda c: [c[0].get(c[1].arg_max())])


def earliest_time(column: Column, time: Column) -> Aggregate:
    """The least time of a row that has a value."""
    return Aggregate((_times(column, time),), lambda c: [c[0].min()])


def latest_time(column: Column, time: Column) -> Aggregate:
    """The greatest time of a row that has a value."""
    return Aggregate((_times(column, time),), lambda c: [c[0].max()])


def rate(column: Column, time: Column, *, counter: bool = False) -> Aggregate:
    """The change of the numbers per second between the first and the last time; null without two times (G3).

    With `counter`, a number below the one before it means that the counter began again at zero.
    """
    figures = numbers(column)
    times = _times(figures, time)

    def growth(c: Sequence[pl.Expr]) -> list[pl.Expr]:
        when = c[1].drop_nulls()
        ordered = c[0].filter(c[1].is_not_null()).sort_by(when, maintain_order=True)
        step = ordered.diff()
        fell = step < 0
        rise = pl.when(fell).then(ordered).otherwise(step).sum() if counter else ordered.last() - ordered.first()
        elapsed = when.max() - when.min()
        return [pl.when(elapsed > 0).then(rise / elapsed)]

    return Aggregate((figures.series.cast(pl.Float64), times), growth)


def _times(column: Column, time: Column) -> pl.Series:
    times = numbers(time).series.cast(pl.Float64)
    if column.operand.null_count() == 0 and column.kind is not Kind.NULL:
        return times
    return times.set(column.series.is_null(), None)


def mode(column: Column) -> Aggregate:
    """The most frequent value, as text (G2, G8)."""
    x, e = _flat(column)
    return Aggregate((x,), lambda c: [e(c[0]).drop_nulls().mode(maintain_order=True).first()])


def _flat(column: Column) -> tuple[pl.Series, Callable[[pl.Expr], pl.Expr]]:
    """The values, and how an expression sees them one by one."""
    if column.kind is Kind.MULTI:
        return column.series, _exploded
    return (texts(column) if column.kind in (Kind.BOOL, Kind.NULL) else column).series, _itself


def _numeric(column: Column) -> tuple[pl.Series, Callable[[pl.Expr], pl.Expr]]:
    """The numbers among the values, and how an expression sees them one by one."""
    if column.kind is Kind.MULTI:
        return member_numbers(column.series), _exploded
    return numbers(column).series, _itself


def _exploded(expression: pl.Expr) -> pl.Expr:
    return expression.explode()


def _itself(expression: pl.Expr) -> pl.Expr:
    return expression
