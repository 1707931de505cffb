"""Functions of numbers, whole columns at a time.

Rules (Search Reference, mathematical functions; Spl 7.4)
- F1  Every number is a double, whatever the storage; a result that is not finite is null.
- F2  What is no number gives null, a multivalue of several members too.
- F3  Halves are rounded away from zero, by the decimal digits that the number prints with and not by its binary
  neighbour; decimals that were asked for are kept (`10.00`).
- F4  The greatest and least of several columns: numbers come before texts, numbers go by number and then by the way
  they are written, texts by code points; null takes no part; the value is given as it was written.
- F5  Sums and means of several columns take the numbers among all members and pass over the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import reduce

import polars as pl

from harness.data.building import TEXT_LIST, unified
from harness.data.column import Column, Kind
from harness.data.numbers import EXACT_INTEGER, numbers, texts

_LARGEST_SCALED = 2.0**40
_MOST_PLACES = 12
_NEAR_A_HALF = 1e-3
"""Far more than the scaling by a power of ten can be wrong by."""
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)


# Inverse hyperbolic functions are not here: those of Polars lose digits near the ends of their domains.
_OF_ONE: Mapping[str, Callable[[pl.Series], pl.Series]] = {
    "abs": pl.Series.abs,
    "acos": pl.Series.arccos,
    "asin": pl.Series.arcsin,
    "atan": pl.Series.arctan,
    "ceiling": pl.Series.ceil,
    "cos": pl.Series.cos,
    "cosh": pl.Series.cosh,
    "exp": pl.Series.exp,
    "floor": pl.Series.floor,
    "ln": pl.Series.log,
    "sin": pl.Series.sin,
    "sinh": pl.Series.sinh,
    "sqrt": pl.Series.sqrt,
    "tan": pl.Series.tan,
    "tanh": pl.Series.tanh,
}
_OF_TWO: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {"atan2": pl.arctan2, "pow": pl.Expr.pow}


def number_function(name: str, *columns: Column) -> Column:
    """NUMBER: the mathematical function of this name; null where it has no finite result (F1, F2)."""
    if len(columns) == 2:
        return _of_two(*columns, _OF_TWO[name])
    function = _OF_ONE[name]
    return numbers(columns[0]).lifted(lambda s: _finite(function(s.cast(pl.Float64))))


def _of_two(one: Column, other: Column, function: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> Column:
    a, b = numbers(one), numbers(other)
    units = a.unit is not None and b.unit is not None
    frame = pl.DataFrame({"a": a.operand, "b": b.operand} if units else {"a": a.series, "b": b.series})
    result = frame.select(function(pl.col("a").cast(pl.Float64), pl.col("b").cast(pl.Float64))).to_series()
    return Column.spread(_finite(result), len(one)) if units else Column(_finite(result))


def _finite(series: pl.Series) -> pl.Series:
    finite = series.is_finite()
    return series if finite.all() else series.set(~finite.fill_null(value=True), None)


def rounded(column: Column, places: int) -> Column:
    """The numbers rounded to some decimals: texts with that many, or whole numbers for 0 (F2, F3)."""
    return numbers(column).lifted(lambda s: _rounded(s.cast(pl.Float64), places))


def _rounded(values: pl.Series, places: int) -> pl.Series:
    """Exact in whole numbers, but for what is near a half or too large: that goes by its digits, one by one."""
    scaled = values.abs() * 10.0 ** min(places, _MOST_PLACES)
    large = scaled >= _LARGEST_SCALED if places <= _MOST_PLACES else values.is_not_null()
    below = scaled.set(large, 0.0).floor().cast(pl.Int64)
    rest = scaled - below.cast(pl.Float64)
    whole = below + (rest > 0.5).cast(pl.Int64)
    hard = (large | ((rest - 0.5).abs() < _NEAR_A_HALF)).fill_null(value=False)
    text = _with_decimals(whole, (values < 0) & (whole > 0), places)
    if not hard.any():
        return text
    rows = hard.arg_true()
    exact = [_by_digits(value, min(places, 300)) for value in values.gather(rows).to_list()]
    if not places and all(-EXACT_INTEGER <= value <= EXACT_INTEGER for value in exact):
        return text.scatter(rows, pl.Series(list(map(int, exact)), dtype=pl.Int64))
    if not places:
        return text.cast(pl.Float64).scatter(rows, pl.Series([float(value) for value in exact]))
    return text.scatter(rows, pl.Series([f"{value:f}" for value in exact]))


def _with_decimals(whole: pl.Series, negative: pl.Series, places: int) -> pl.Series:
    if not places:
        return whole.zip_with(~negative, -whole)
    digits = min(places, _MOST_PLACES)
    unit = 10**digits
    sign = pl.Series([""]).new_from_index(0, whole.len()).set(negative, "-")
    decimals: pl.Series = (whole % unit).cast(pl.String).str.zfill(digits)
    written: pl.Series = sign + (whole // unit).cast(pl.String) + "." + decimals
    return written


def _by_digits(number: float, places: int) -> Decimal:
    """By the decimal digits that the number prints with; never minus zero."""
    result = Decimal(repr(number)).quantize(Decimal(1).scaleb(-places), context=_WIDE)
    return result if result else result.copy_abs()


def greatest(columns: Sequence[Column], literal: Sequence[bool]) -> Column:
    """The greatest of several columns without multivalues; `literal` says which are texts whatever they say (F4)."""
    return _extreme(columns, literal, greater=True)


def least(columns: Sequence[Column], literal: Sequence[bool]) -> Column:
    """The least of several columns without multivalues; see `greatest`."""
    return _extreme(columns, literal, greater=False)


def _extreme(columns: Sequence[Column], literal: Sequence[bool], *, greater: bool) -> Column:
    best, *rest = _ranked(columns, literal)
    for other in rest:
        wins = (_above(other, best) if greater else _above(best, other)) | best.text.is_null()
        wins = wins.fill_null(value=False) & other.text.is_not_null()
        best = _Ranked(*(new.zip_with(wins, old) for new, old in zip(other.parts, best.parts, strict=True)))
    return Column(best.text)


class _Ranked:
    """Values with what their order goes by."""

    __slots__ = ("number", "text", "word")

    def __init__(self, text: pl.Series, number: pl.Series, word: pl.Series) -> None:
        self.text, self.number, self.word = text, number, word

    @property
    def parts(self) -> tuple[pl.Series, pl.Series, pl.Series]:
        return self.text, self.number, self.word


def _ranked(columns: Sequence[Column], literal: Sequence[bool]) -> list[_Ranked]:
    plain = all(column.kind is Kind.NUMBER and numbers(column).series is column.series for column in columns)
    shown = unified(columns) if plain else [texts(column) for column in columns]
    found = []
    for column, written, is_text in zip(columns, shown, literal, strict=True):
        number = numbers(column).series.cast(pl.Float64)
        if is_text:
            number = pl.Series([None], dtype=pl.Float64).new_from_index(0, len(column))
        text = written.series if written.kind is not Kind.NULL else written.series.cast(pl.String)
        found.append(_Ranked(text, number, number.is_null()))
    return found


def _above(one: _Ranked, other: _Ranked) -> pl.Series:
    by_text = one.text > other.text
    if not one.word.any() and not other.word.any():
        above = one.number > other.number
        return above | ((one.number == other.number) & by_text)
    by_number = (one.number > other.number) | ((one.number == other.number) & by_text)
    both_words, no_word = one.word & other.word, ~one.word & ~other.word
    return (one.word & ~other.word) | (both_words & by_text) | (no_word & by_number.fill_null(value=False))


def sums(columns: Sequence[Column]) -> Column:
    """NUMBER: the sum of the numbers in each row; null where there is none (F5)."""
    return _totals(columns)[0]


def means(columns: Sequence[Column]) -> Column:
    """NUMBER: the mean of the numbers in each row; null where there is none (F5)."""
    total, count = _totals(columns)
    return Column(total.series.cast(pl.Float64) / count.series)


def _totals(columns: Sequence[Column]) -> tuple[Column, Column]:
    parts = [_member_totals(column) for column in columns]
    counts = reduce(lambda a, b: a + b, (count for _, count in parts))
    total = reduce(lambda a, b: a + b, (total for total, _ in parts))
    return Column(_finite(total.set(counts == 0, None))), Column(counts)


def _member_totals(column: Column) -> tuple[pl.Series, pl.Series]:
    """For each row the sum of the numbers among its members, 0 for none, and how many they are."""
    if column.kind is Kind.MULTI:
        cast = pl.element().cast(pl.Float64, strict=False)
        figures = column.series.list.eval(cast.filter(cast.is_finite()))
        return figures.list.sum().fill_null(0.0), figures.list.len().cast(pl.Int64).fill_null(0)
    found = numbers(column).series.cast(pl.Float64)
    return found.fill_null(0.0), found.is_not_null().cast(pl.Int64)


def is_whole(column: Column) -> Column:
    """BOOL, never null: whether the value is a number without a fraction."""
    found = numbers(column).lifted(lambda s: (s.cast(pl.Float64).floor() == s).fill_null(value=False))
    return Column.spread(pl.Series([False]), len(column)) if found.kind is not Kind.BOOL else found


def is_number(column: Column, *, nan: bool = False) -> Column:
    """BOOL, never null: whether the value is a number, or with `nan` the text of what is none (N7)."""
    found = numbers(column).is_not_null()
    if not nan or column.kind in (Kind.BOOL, Kind.MULTI, Kind.NULL):
        return found
    words = texts(column).lifted(lambda s: (s.str.to_lowercase() == "nan").fill_null(value=False))
    return Column(found.series | words.series)


def is_single(column: Column) -> Column:
    """BOOL, never null: whether there is a value of exactly one member."""
    if column.kind is not Kind.MULTI:
        return column.is_not_null()
    assert column.series.dtype == TEXT_LIST
    return column.lifted(lambda s: (s.list.len() == 1).fill_null(value=False))
