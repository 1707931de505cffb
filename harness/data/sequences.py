"""Values of earlier rows, and averages that move along the rows.

Rules (Search Reference, delta, autoregress, trendline; Spl 6.13)
- U1  The value so many rows earlier is null where there is no such row.
- U2  A moving average over n rows is null until n rows have come.  A row among the n that holds no number makes it
  null.  Undecided: such rows.
- U3  `sma` is the plain mean; `wma` weighs the rows 1 to n, the newest heaviest; `ema` is a x new + (1 - a) x the one
  before, with a = 2/(n+1), and starts from the first number.  Undecided: from which row on Splunk shows it; here U2.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import polars as pl

from harness.data.column import Column, Kind
from harness.data.numbers import numbers

_FEW_ROWS = 32

AverageKind: TypeAlias = Literal["sma", "ema", "wma"]


def earlier_values(column: Column, rows: int) -> Column:
    """The values so many rows earlier (U1)."""
    return Column(column.series.shift(rows))


def moving_average(column: Column, rows: int, kind: AverageKind) -> Column:
    """NUMBER: the average of the row and those before it (U2, U3)."""
    found = numbers(column)
    if found.kind is not Kind.NUMBER:
        return Column.nulls(len(column))
    x = found.series
    if kind == "ema":
        return Column(x.cast(pl.Float64).ewm_mean(alpha=2 / (rows + 1), adjust=False, min_samples=rows))
    if kind == "sma":
        return _divided(_rolling_sum(x, rows), rows)
    return _divided(_weighted_sum(x, rows), rows * (rows + 1) // 2)


def _divided(sums: pl.Series, by: int) -> Column:
    """The sums divided one by one: a scalar divisor would be multiplied by as its reciprocal, and round twice."""
    return Column(sums.cast(pl.Float64) / pl.Series([float(by)]).new_from_index(0, sums.len()))


def _rolling_sum(x: pl.Series, rows: int) -> pl.Series:
    """The sums of so many rows; whole numbers are summed exactly."""
    whole = x.cast(pl.Int64, strict=False)
    exact = whole if (whole.cast(pl.Float64) == x.cast(pl.Float64)).all() else x
    return exact.rolling_sum(rows, min_samples=rows)


def _weighted_sum(x: pl.Series, rows: int) -> pl.Series:
    """The sums of the rows times 1 to n; few rows are summed one by one, which rounds as a reader would."""
    if rows <= _FEW_ROWS:
        parts = [x.cast(pl.Float64).shift(back) * (rows - back) for back in range(rows)]
        return sum(parts[1:], parts[0])
    return x.cast(pl.Float64).rolling_sum(rows, weights=[float(w) for w in range(1, rows + 1)], min_samples=rows)
