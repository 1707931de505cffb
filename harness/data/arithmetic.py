"""Arithmetic of eval expressions.

Rules (Search Reference, eval; Spl 4.4)
- A1  `- * / %` take numbers (N1); anything else, null and multivalues among them, gives null.
- A2  `+` adds two numbers and concatenates two texts that are not numbers; a number and such a text give null, and so
  does `nan` or an infinity (N7) with anything, lest a sum that overflowed be read as a word.
  Undecided: two texts that both look like numbers are added, also where they were quoted; probe 25.
- A3  Division and remainder by zero give null.
- A4  The remainder has the sign of the dividend, as in C.  Undecided: probe 23.
- A5  `.` joins texts; numbers as they print; null with anything is null (measured for absent fields).
  Undecided: a multivalue of several members gives null; probe 33.
- A6  Arithmetic is that of doubles, whatever the storage; whole numbers stay integers where that is the same.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from harness.data.building import is_exact
from harness.data.column import Column, Kind
from harness.data.numbers import numbers, texts


def subtract(left: Column, right: Column) -> Column:
    """NUMBER: left - right (A1)."""
    return _compute_whole(left, right, lambda a, b: a - b)


def multiply(left: Column, right: Column) -> Column:
    """NUMBER: left * right (A1)."""
    return _compute(left, right, lambda a, b: a * b)


def divide(left: Column, right: Column) -> Column:
    """NUMBER: left / right; null where right is zero (A1, A3)."""
    return _compute(left, right, lambda a, b: a / _spread(_without_zero(b), a.len()))


def _spread(divisor: pl.Series, height: int) -> pl.Series:
    """The divisor at full length: Polars multiplies by the reciprocal of a lone one, which is not the quotient."""
    return divisor.new_from_index(0, height) if divisor.len() == 1 else divisor


def modulo(left: Column, right: Column) -> Column:
    """NUMBER: the remainder of left / right with the sign of left; null where right is zero (A1, A3, A4)."""
    return _lift(numbers(left), numbers(right), _remainder)


def negate(column: Column) -> Column:
    """NUMBER: the value with the other sign (A1)."""
    return numbers(column).lifted(lambda s: -s)


def add(left: Column, right: Column) -> Column:
    """The sum of two numbers, or the concatenation of two other texts (A2)."""
    total = _compute_whole(left, right, lambda a, b: a + b)
    if not (_has_words(left) and _has_words(right)):
        return total
    joined = _lift(left, right, _join_words)
    if joined.operand.null_count() == len(joined.operand):
        return total
    if total.operand.null_count() == len(total.operand):
        return joined
    return _lift(texts(total), joined, lambda a, b: _full(a, b).zip_with(_full(a, b).is_not_null(), _full(b, a)))


def concatenate(left: Column, right: Column) -> Column:
    """TEXT: the text of left followed by that of right (A5)."""
    return _lift(only_texts(left), only_texts(right), lambda a, b: a + b)


def only_texts(column: Column) -> Column:
    """TEXT: each value as text; null for a multivalue of several members."""
    if column.kind is not Kind.MULTI:
        return texts(column)
    return column.lifted(lambda s: s.list.first().set((s.list.len() != 1).fill_null(value=True), None))


def _compute(left: Column, right: Column, operation: Callable[[pl.Series, pl.Series], pl.Series]) -> Column:
    return _lift(numbers(left), numbers(right), lambda a, b: operation(a.cast(pl.Float64), b.cast(pl.Float64)))


def _compute_whole(left: Column, right: Column, operation: Callable[[pl.Series, pl.Series], pl.Series]) -> Column:
    """The same for sums and differences, which integers give as exactly as doubles if the result is exact."""
    a, b = numbers(left), numbers(right)
    if a.operand.dtype == pl.Int64 == b.operand.dtype:
        result = _lift(a, b, operation)
        if is_exact(result.operand):
            return result
    return _compute(a, b, operation)


def _lift(left: Column, right: Column, operation: Callable[[pl.Series, pl.Series], pl.Series]) -> Column:
    if left.unit is not None and right.unit is not None:
        return Column.spread(operation(left.unit, right.unit), len(left))
    return Column(operation(left.operand, right.operand))


def _without_zero(series: pl.Series) -> pl.Series:
    zero = series == 0
    return series.set(zero, None) if zero.any() else series


def _remainder(dividend: pl.Series, divisor: pl.Series) -> pl.Series:
    safe = _without_zero(divisor)
    if dividend.dtype == pl.Int64 == safe.dtype:
        size = dividend.abs() % safe.abs()
        negative = dividend < 0
        return size.zip_with(~negative, -size) if negative.any() else size
    import numpy as np

    with np.errstate(invalid="ignore"):  # nulls come as NaN
        rest = np.fmod(dividend.cast(pl.Float64).to_numpy(), safe.cast(pl.Float64).to_numpy())
    return pl.Series(rest, dtype=pl.Float64).set(dividend.is_null() | safe.is_null(), None)


def _has_words(column: Column) -> bool:
    if column.kind in (Kind.NUMBER, Kind.NULL):  # what is no number in a NUMBER column is not finite
        return False
    return numbers(column).operand.null_count() > column.operand.null_count()


def _join_words(left: pl.Series, right: pl.Series) -> pl.Series:
    a, b = Column(left), Column(right)
    joined = only_texts(a).series + only_texts(b).series
    refused = _is_no_word(a) | _is_no_word(b)
    return joined.set(refused, None) if refused.any() else joined


def _is_no_word(column: Column) -> pl.Series:
    not_finite = only_texts(column).series.is_in(pl.Series(["nan", "inf", "-inf"]).implode())
    return numbers(column).series.is_not_null() | not_finite.fill_null(value=False)


def _full(series: pl.Series, other: pl.Series) -> pl.Series:
    return series.new_from_index(0, other.len()) if series.len() == 1 != other.len() else series
