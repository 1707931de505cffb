"""What is kept of many points, so that aggregations of them need not look at the points again.

A summary has one row for each group: how many points, their least and greatest value, the first and the last value with
their times, and exact sums of the values and of their squares (see `exact_sums`).  Summaries of parts are merged into
that of the whole; what is computed from it is rounded once and at the end, so that it depends on the points alone and
not on how they were cut into parts.

Rules
- M1  `sum`, `avg`, `sumsq`, `var` and `stdev` are the doubles next to the exact results; the deviation is the root of
  that variance.
- M2  Of several points at the first or the last time the one in the first row counts, as everywhere (G9); where parts
  have a column `place`, its number stands for the row.
- M3  A group of a summary has a point; the sample variance of a single one is 0 (G6).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Literal, TypeAlias

import polars as pl

from harness.data.column import Column
from harness.data.exact_sums import UNIT, carried, limb_names, limbs, square_limbs, unit_sums, whole_sums
from harness.data.table import Table

Figure: TypeAlias = Literal["count", "min", "max", "times", "first", "last", "sum", "squares"]

TIME, VALUE = "_time", "value"
COUNT, LEAST, MOST = "count", "min", "max"
FIRST, FIRST_TIME, FIRST_PLACE = "first", "first_time", "first_place"
LAST, LAST_TIME, LAST_PLACE = "last", "last_time", "last_place"
SUM, SQUARES = "sum:", "squares:"
_EXACT = 2**53

FIGURES_OF: Mapping[str, frozenset[Figure]] = {
    "count": frozenset(("count",)),
    "sum": frozenset(("sum",)),
    "avg": frozenset(("count", "sum")),
    "sumsq": frozenset(("squares",)),
    "min": frozenset(("min",)),
    "max": frozenset(("max",)),
    "range": frozenset(("min", "max")),
    "var": frozenset(("count", "sum", "squares")),
    "varp": frozenset(("count", "sum", "squares")),
    "stdev": frozenset(("count", "sum", "squares")),
    "stdevp": frozenset(("count", "sum", "squares")),
    "earliest": frozenset(("times", "first")),
    "earliest_time": frozenset(("times",)),
    "latest": frozenset(("times", "last")),
    "latest_time": frozenset(("times",)),
}
"""The statistical functions that a summary answers, and what it must hold for that."""


def summarized(
    points: pl.DataFrame,
    keys: Sequence[str],
    wanted: Collection[Figure],
    place: str | None = None,
    *,
    ascending: bool = False,
) -> pl.DataFrame | None:
    """The summary of points with `_time` and `value`, groups in the ascending order of their keys.

    None where a sum that is wanted has too many digits.

    Input: `place` is the column that orders points of one time where rows do not; `ascending` promises that in each
    group the times of rows ascend, no two of them equal.
    """
    sums = _sums(points.get_column(VALUE), wanted)
    if sums is None:
        return None
    of_points = {**_OF_POINTS, **_OF_ASCENDING} if ascending else _OF_POINTS
    figures = [e for name, make in of_points.items() if name in wanted for e in make(place)]
    figures += [pl.col(column.name).sum() for column in sums]
    return _tidy(_reduced(points.with_columns(sums), keys, figures))


def _sums(values: pl.Series, wanted: Collection[Figure]) -> list[pl.Series] | None:
    found: list[pl.Series] = []
    for figure, prefix, cut in (("sum", SUM, limbs), ("squares", SQUARES, square_limbs)):
        if figure in wanted:
            parts = cut(values, prefix)
            if parts is None:
                return None
            found += parts
    return found


def _reduced(frame: pl.DataFrame, keys: Sequence[str], figures: Sequence[pl.Expr]) -> pl.DataFrame:
    """One row for each group, in the ascending order of the keys; each group is reduced in the order of its rows."""
    if not keys:
        return frame.select(figures) if frame.height else frame.select(figures).clear()
    packed = _packed(frame, keys)
    if packed is None:
        return frame.lazy().group_by(keys).agg(figures).collect(engine="in-memory").sort(keys)
    found = frame.lazy().group_by(packed.alias(_KEY)).agg(figures).collect(engine="in-memory").sort(_KEY)
    number, time = pl.col(_KEY) // _TICKS, (pl.col(_KEY) % _TICKS).cast(pl.Float64) / 1000
    dtype = frame.schema[keys[0]]
    return found.select(number.cast(dtype).alias(keys[0]), time.alias(keys[1]), pl.exclude(_KEY))


_KEY = "\0key"
_TICKS = 2**42
"""More than the milliseconds of any time."""


def _packed(frame: pl.DataFrame, keys: Sequence[str]) -> pl.Series | None:
    """A number and a time as one number in the same order, which is grouped by faster; None where they do not fit."""
    if len(keys) != 2 or not frame.height or not frame.schema[keys[0]].is_integer():
        return None
    numbers, times = frame.get_column(keys[0]), frame.get_column(keys[1])
    if times.dtype != pl.Float64 or numbers.null_count() or times.null_count():
        return None
    ticks = (times * 1000).round()
    fits = _least(times) >= 0 and _most(ticks) < _TICKS and (ticks / 1000 == times).all()
    if not fits or _least(numbers) < 0 or _most(numbers) >= 2**20:
        return None
    return numbers.cast(pl.Int64) * _TICKS + ticks.cast(pl.Int64)


def _least(values: pl.Series) -> float:
    least = values.min()
    assert isinstance(least, (int, float))
    return least


def _tidy(summary: pl.DataFrame) -> pl.DataFrame:
    """The summary with sums of which millions can be added."""
    return carried(carried(summary, SUM, _MANY), SQUARES, _MANY)


_MANY = 2**22


def _first_points(place: str | None) -> list[pl.Expr]:
    return _end_points(pl.col(TIME) == pl.col(TIME).min(), place, FIRST, FIRST_PLACE)


def _last_points(place: str | None) -> list[pl.Expr]:
    return _end_points(pl.col(TIME) == pl.col(TIME).max(), place, LAST, LAST_PLACE)


def _end_points(chosen: pl.Expr, place: str | None, value: str, where: str) -> list[pl.Expr]:
    if place is None:
        return [pl.col(VALUE).filter(chosen).first().alias(value)]
    among = pl.col(place).filter(chosen)
    found = pl.col(VALUE).filter(chosen).get(among.arg_min())
    return [found.alias(value), among.min().cast(pl.Int64).alias(where)]


_OF_POINTS: Mapping[Figure, Callable[[str | None], list[pl.Expr]]] = {
    "count": lambda _: [pl.len().cast(pl.Int64).alias(COUNT)],
    # Zero is added because either zero may be the least, and only one of them prints a sign.
    "min": lambda _: [(pl.col(VALUE).min() + 0).alias(LEAST)],
    "max": lambda _: [(pl.col(VALUE).max() + 0).alias(MOST)],
    "times": lambda _: [pl.col(TIME).min().alias(FIRST_TIME), pl.col(TIME).max().alias(LAST_TIME)],
    "first": _first_points,
    "last": _last_points,
}


def _first_of_rows(place: str | None) -> list[pl.Expr]:
    found = [pl.col(VALUE).first().alias(FIRST)]
    return found if place is None else [*found, pl.col(place).first().cast(pl.Int64).alias(FIRST_PLACE)]


def _last_of_rows(place: str | None) -> list[pl.Expr]:
    found = [pl.col(VALUE).last().alias(LAST)]
    return found if place is None else [*found, pl.col(place).last().cast(pl.Int64).alias(LAST_PLACE)]


_OF_ASCENDING: Mapping[Figure, Callable[[str | None], list[pl.Expr]]] = {
    "times": lambda _: [pl.col(TIME).first().alias(FIRST_TIME), pl.col(TIME).last().alias(LAST_TIME)],
    "first": _first_of_rows,
    "last": _last_of_rows,
}


def merged(parts: Sequence[pl.DataFrame], keys: Sequence[str], wanted: Collection[Figure]) -> pl.DataFrame:
    """One summary of several over the same keys.

    Input: rows of parts in the order of their points, unless they have places.
    """
    whole = _tidy(_together(parts))
    figures = [e for name, make in _OF_PARTS.items() if name in wanted for e in make(whole)]
    sums = [prefix for figure, prefix in (("sum", SUM), ("squares", SQUARES)) if figure in wanted]
    figures += [pl.col(name).sum() for prefix in sums for name in limb_names(whole, prefix)]
    return _reduced(whole, keys, figures)


def _together(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The rows of all parts; a part without a limb has nothing there."""
    if len(parts) == 1:
        return parts[0]
    whole = pl.concat(parts, how="diagonal_relaxed")
    names = [*limb_names(whole, SUM), *limb_names(whole, SQUARES)]
    return whole.with_columns(pl.col(names).fill_null(0)) if names else whole


def _merged_first(whole: pl.DataFrame) -> list[pl.Expr]:
    by, names = [FIRST_TIME], [FIRST]
    if FIRST_PLACE in whole.columns:
        by, names = [FIRST_TIME, FIRST_PLACE], [FIRST, FIRST_PLACE]
    return [pl.col(name).sort_by(by, maintain_order=True).first() for name in names]


def _merged_last(whole: pl.DataFrame) -> list[pl.Expr]:
    if LAST_PLACE not in whole.columns:
        return [pl.col(LAST).sort_by(LAST_TIME, descending=True, maintain_order=True).first()]
    by, down = [LAST_TIME, LAST_PLACE], [True, False]
    return [pl.col(n).sort_by(by, descending=down, maintain_order=True).first() for n in (LAST, LAST_PLACE)]


_OF_PARTS: Mapping[Figure, Callable[[pl.DataFrame], list[pl.Expr]]] = {
    "count": lambda _: [pl.col(COUNT).sum()],
    "min": lambda _: [pl.col(LEAST).min()],
    "max": lambda _: [pl.col(MOST).max()],
    "times": lambda _: [pl.col(FIRST_TIME).min(), pl.col(LAST_TIME).max()],
    "first": _merged_first,
    "last": _merged_last,
}


def summary_of(points: Table, keys: Sequence[str], wanted: Collection[Figure]) -> Table | None:
    """The summary of a table of points; see `summarized`."""
    names = [*keys, TIME, VALUE]
    frame = pl.DataFrame([points.column(name).series.alias(name) for name in names])
    found = summarized(frame, keys, wanted)
    return None if found is None else table_of(found)


def merge_summaries(parts: Sequence[Table], keys: Sequence[str], wanted: Collection[Figure]) -> Table:
    """One summary of several; points of an earlier part come first among those of one time."""
    if len(parts) == 1:
        return parts[0]
    frames = [pl.DataFrame([column.series.alias(name) for name, column in part.columns.items()]) for part in parts]
    return table_of(merged(frames, keys, wanted))


def table_of(summary: pl.DataFrame) -> Table:
    """A summary as a table, without places, which mean nothing beside those of others."""
    kept = [column for column in summary.get_columns() if column.name not in (FIRST_PLACE, LAST_PLACE)]
    return Table({column.name: Column(column) for column in kept}, summary.height)


def summary_result(function: str, summary: Table) -> Column:
    """NUMBER: the result of one of the functions in `FIGURES_OF` for each row of a summary (M1 to M3)."""
    return Column(_RESULTS[function](_frame(summary)))


def _frame(summary: Table) -> pl.DataFrame:
    return pl.DataFrame([column.series.alias(name) for name, column in summary.columns.items()])


def _double(frame: pl.DataFrame, name: str) -> pl.Series:
    return frame.get_column(name).cast(pl.Float64)


def _total(frame: pl.DataFrame, prefix: str) -> pl.Series:
    whole = whole_sums(frame, prefix)
    if whole is not None:
        return whole.cast(pl.Float64)
    return pl.Series([total / UNIT for total in unit_sums(frame, prefix)], dtype=pl.Float64)


def _mean(frame: pl.DataFrame) -> pl.Series:
    counts = frame.get_column(COUNT)
    whole = whole_sums(frame, SUM)
    if whole is not None:
        return whole.cast(pl.Float64) / counts.cast(pl.Float64)
    sums = zip(unit_sums(frame, SUM), counts.to_list(), strict=True)
    return pl.Series([total / (count * UNIT) for total, count in sums], dtype=pl.Float64)


def _variance(frame: pl.DataFrame, *, sample: bool) -> pl.Series:
    """(n x squares - sum x sum) / (n x (n - 1)), or over n x n, in whole numbers up to the division."""
    counts = frame.get_column(COUNT)
    below = counts * ((counts - 1).clip(1) if sample else counts)
    above = _numerators(frame, counts)
    if above is not None:
        return above.cast(pl.Float64) / below.cast(pl.Float64)
    rows = zip(counts.to_list(), unit_sums(frame, SUM), unit_sums(frame, SQUARES), below.to_list(), strict=True)
    return pl.Series([(n * q * UNIT - s * s) / (d * UNIT * UNIT) for n, s, q, d in rows], dtype=pl.Float64)


def _numerators(frame: pl.DataFrame, counts: pl.Series) -> pl.Series | None:
    """The numerators of variances where whole numbers of 64 bits hold all of this, and doubles what comes of it."""
    sums, squares = whole_sums(frame, SUM), whole_sums(frame, SQUARES)
    if sums is None or squares is None or frame.is_empty():
        return None
    # n x squares is never below the square of the sum.
    if _most(squares) * _most(counts) >= 2**62:
        return None
    found: pl.Series = counts * squares - sums * sums
    return found if _most(found) <= _EXACT and _most(counts) < 2**26 else None


def _most(values: pl.Series) -> float:
    most = values.max()
    return most if isinstance(most, (int, float)) else 0


_RESULTS: Mapping[str, Callable[[pl.DataFrame], pl.Series]] = {
    "count": lambda f: f.get_column(COUNT),
    "sum": lambda f: _total(f, SUM),
    "avg": _mean,
    "sumsq": lambda f: _total(f, SQUARES),
    "min": lambda f: _double(f, LEAST),
    "max": lambda f: _double(f, MOST),
    "range": lambda f: _double(f, MOST) - _double(f, LEAST),
    "var": lambda f: _variance(f, sample=True),
    "varp": lambda f: _variance(f, sample=False),
    "stdev": lambda f: _variance(f, sample=True).sqrt(),
    "stdevp": lambda f: _variance(f, sample=False).sqrt(),
    "earliest": lambda f: _double(f, FIRST),
    "earliest_time": lambda f: _double(f, FIRST_TIME),
    "latest": lambda f: _double(f, LAST),
    "latest_time": lambda f: _double(f, LAST_TIME),
}
