"""Functions of texts, whole columns at a time.

Rules (Search Reference, text functions; Spl 7.3)
- W1  A text is measured and cut in characters, not in bytes; a number is the text that it prints as.
- W2  A multivalue of several members has no length and no part; letter case changes member by member.
- W3  A part is SQLite's: a window of `length` characters from `start`, the first being 1 and the last -1; place 0
  lies before the first one; with a negative length the window lies before the start.
- W4  A pattern comes in Polars' dialect from a caller who knows that it means the same there (X1).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

import polars as pl

from harness.data.arithmetic import only_texts
from harness.data.column import Column, Kind
from harness.data.numbers import numbers, texts

Side: TypeAlias = Literal["both", "start", "end"]
Change: TypeAlias = Callable[[pl.Expr], pl.Expr]
_FARTHEST = 2**31


def lengths(column: Column) -> Column:
    """NUMBER: how many characters (W1, W2)."""
    return _text(column).lifted(lambda s: s.str.len_chars().cast(pl.Int64))


def lower_case(column: Column) -> Column:
    """TEXT or MULTI: in lower case (W2)."""
    return _each(column, lambda e: e.str.to_lowercase())


def upper_case(column: Column) -> Column:
    """TEXT or MULTI: in upper case (W2)."""
    return _each(column, lambda e: e.str.to_uppercase())


def _text(column: Column) -> Column:
    found = only_texts(column)
    return found if found.kind is Kind.TEXT else Column.spread(pl.Series([None], dtype=pl.String), len(column))


def _each(column: Column, change: Change) -> Column:
    if column.kind is Kind.MULTI:
        return Column(column.series.list.eval(change(pl.element())))
    return _text(column).lifted(lambda s: s.to_frame("x").select(change(pl.col("x"))).to_series())


def part(column: Column, start: Column, length: Column | None = None) -> Column:
    """TEXT: a part of each text; null where a place is none (W3)."""
    columns = [_text(column), numbers(start), *([] if length is None else [numbers(length)])]
    fixed = [int(min(c.unit.item(), _FARTHEST)) for c in columns[1:] if c.unit is not None and not c.has_nulls]
    if len(fixed) == len(columns) - 1 and fixed[0] >= 1 and min(fixed) >= 0:
        offset, *size = fixed
        return columns[0].lifted(lambda s: s.str.slice(offset - 1, size[0] if size else None))
    units = [c.unit for c in columns if c.unit is not None]
    constant = len(units) == len(columns)
    frame = pl.DataFrame([(c.operand if constant else c.series).alias(n) for c, n in zip(columns, "xsl", strict=False)])
    found = frame.select(_window(length is not None)).to_series()
    return Column.spread(found, len(column)) if constant else Column(found)


def _window(has_length: bool) -> pl.Expr:
    x, start = pl.col("x"), _place("s")
    size = x.str.len_chars().cast(pl.Int64)
    first = pl.when(start > 0).then(start - 1).when(start < 0).then(size + start).otherwise(-1)
    if not has_length:
        return pl.when(start.is_not_null()).then(x.str.slice(first.clip(0)))
    end = first + _place("l")
    low, high = pl.min_horizontal(first, end).clip(0), pl.max_horizontal(first, end).clip(0)
    return pl.when(start.is_not_null() & pl.col("l").is_not_null()).then(x.str.slice(low, high - low))


def _place(name: str) -> pl.Expr:
    """A whole number, cut off towards zero; far beyond any text is as good as farther."""
    return pl.col(name).clip(-_FARTHEST, _FARTHEST).cast(pl.Int64)


def stripped(column: Column, characters: str, side: Side) -> Column:
    """TEXT: without these characters at its ends (W2)."""
    return _text(column).lifted(lambda s: _strip(s, characters, side))


def _strip(series: pl.Series, characters: str, side: Side) -> pl.Series:
    if side == "both":
        return series.str.strip_chars(characters)
    return series.str.strip_chars_start(characters) if side == "start" else series.str.strip_chars_end(characters)


def replaced(column: Column, pattern: str, replacement: str) -> Column | None:
    """TEXT or MULTI: every match replaced, `${1}` in the replacement being a group (W4, X3)."""
    try:
        return _each(column, lambda e: e.str.replace_all(pattern, replacement))
    except pl.exceptions.PolarsError:
        return None


def any_contains(column: Column, pattern: str) -> Column | None:
    """BOOL: whether any member matches somewhere, null for null (W4, X3)."""
    values = texts(column)
    if values.kind is Kind.NULL:
        return Column.spread(pl.Series([None], dtype=pl.Boolean), len(column))
    try:
        if values.kind is Kind.TEXT:
            return values.lifted(lambda s: s.str.contains(pattern))
        return values.lifted(lambda s: s.list.eval(pl.element().str.contains(pattern)).list.any())
    except pl.exceptions.PolarsError:
        return None


def first_containing(column: Column, pattern: str) -> Column | None:
    """NUMBER: the place of the first member that matches somewhere; null where none does (W4, X3)."""
    found = any_contains(column, pattern)
    if found is None or column.kind is Kind.NULL:
        return None if found is None else Column.nulls(len(column))
    if column.kind is not Kind.MULTI:
        return found.lifted(lambda s: s.cast(pl.Int64).set(s, 0).set(~s, None))
    hits = column.series.list.eval(pl.element().str.contains(pattern).cast(pl.Int8)).list.arg_max().cast(pl.Int64)
    return Column(hits.set(~found.series.fill_null(value=False), None))
