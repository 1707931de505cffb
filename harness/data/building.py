"""Building columns: from Python values, from one another, and to one common kind.

Rules
- V1  Values of several scalar kinds in one column are held as the texts that Splunk would print (Spl 4.4: the values
  of fields are texts).  Whole numbers that a double cannot hold exactly keep their digits as text.
- V2  A multivalue without members is null; members are texts; null members are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

import polars as pl

from harness.data.column import Column, Kind, Scalar, Value
from harness.data.numbers import EXACT_INTEGER, render_scalar, texts

TEXT_LIST = pl.List(pl.String)
_WORTH_A_QUERY = 100_000
"""From so many numbers on Polars looks for both ends side by side faster than for one after the other."""


def build_series(values: Iterable[Value]) -> pl.Series:
    """The series that stores these values (V1, V2)."""
    listed = list(values)
    types = set(map(type, listed))
    types.discard(type(None))
    if not types:
        return pl.Series(listed, dtype=pl.Null)
    if types == {str}:
        return _text_series(listed)
    if types == {bool}:
        return pl.Series(listed, dtype=pl.Boolean)
    if types <= {int, float}:
        return _number_series(listed, types)
    if list in types or tuple in types:
        return simplified(_list_series(listed))
    return _text_series([None if v is None else render_scalar(cast(Scalar, v)) for v in listed])


def _text_series(values: list[Any]) -> pl.Series:
    try:
        return pl.Series(values, dtype=pl.String)
    except UnicodeEncodeError:  # lone surrogates, which JSON can write and UTF-8 cannot
        return pl.Series([None if v is None else _encodable(v) for v in values], dtype=pl.String)


def _encodable(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _number_series(values: list[Any], types: set[type]) -> pl.Series:
    if float in types:
        whole = [v for v in values if isinstance(v, int)] if int in types else []
        if all(-EXACT_INTEGER <= v <= EXACT_INTEGER for v in whole):
            return pl.Series(values, dtype=pl.Float64, strict=False)
        return _text_series([None if v is None else render_scalar(v) for v in values])
    try:
        return pl.Series(values, dtype=pl.Int64)
    except (OverflowError, TypeError):
        return _text_series([None if v is None else str(v) for v in values])


def _list_series(values: list[Any]) -> pl.Series:
    members = [_member_texts(value) for value in values]
    try:
        return pl.Series(members, dtype=TEXT_LIST)
    except UnicodeEncodeError:
        return pl.Series([None if m is None else [_encodable(t) for t in m] for m in members], dtype=TEXT_LIST)


def _member_texts(value: Any) -> list[str] | None:
    if value is None:
        return None
    if isinstance(value, list | tuple):
        return [render_scalar(member) for member in value if member is not None] or None
    return [render_scalar(value)]


def simplified(lists: pl.Series) -> pl.Series:
    """Multivalues as TEXT where none has more than one member, without empty ones otherwise (V2)."""
    lengths = lists.list.len()
    most = lengths.max()
    if not isinstance(most, int) or most <= 1:
        return lists.list.first()
    if lengths.min() == 0:
        return _without_empty(lists, lengths)
    return lists


def _without_empty(lists: pl.Series, lengths: pl.Series) -> pl.Series:
    empty = pl.Series([None], dtype=TEXT_LIST).new_from_index(0, lists.len())
    return lists.zip_with((lengths > 0).fill_null(value=False), empty)


def list_series(column: Column) -> pl.Series:
    """Any column as multivalues: a scalar is its only member."""
    if column.kind is Kind.MULTI:
        return column.series
    text = texts(column).series
    wrapped = text.alias("x").to_frame().select(pl.concat_list("x")).to_series()
    if text.null_count() == 0:
        return wrapped
    nothing = pl.Series([None], dtype=TEXT_LIST).new_from_index(0, text.len())
    return wrapped.zip_with(text.is_not_null(), nothing)


def unified(columns: Sequence[Column]) -> list[Column]:
    """These columns in one common kind and storage, so that their values can stand in one column (V1)."""
    kinds = {column.kind for column in columns} - {Kind.NULL}
    if not kinds:
        return list(columns)
    if Kind.MULTI in kinds:
        return [c.lifted(lambda s: list_series(Column(s))) for c in columns]
    if len(kinds) > 1 or Kind.TEXT in kinds:
        return [texts(c) for c in columns]
    if kinds == {Kind.BOOL}:
        return [_as(c, pl.Boolean()) for c in columns]
    return _unified_numbers(columns)


def _unified_numbers(columns: Sequence[Column]) -> list[Column]:
    types = {c.operand.dtype for c in columns if c.kind is Kind.NUMBER}
    if len(types) == 1:
        return [_as(c, next(iter(types))) for c in columns]
    if any(c.operand.dtype == pl.Int64 and not is_exact(c.operand) for c in columns):
        return [texts(c) for c in columns]
    return [_as(c, pl.Float64()) for c in columns]


def _as(column: Column, dtype: pl.DataType) -> Column:
    return column if column.operand.dtype == dtype else column.lifted(lambda s: s.cast(dtype))


def is_exact(integers: pl.Series) -> bool:
    """Whether a double holds each of these whole numbers exactly."""
    least, most = ends(integers)
    return least >= -EXACT_INTEGER and most <= EXACT_INTEGER


def ends(integers: pl.Series) -> tuple[int, int]:
    """The least and the greatest of whole numbers, 0 where there are none."""
    if integers.len() < _WORTH_A_QUERY:
        least, most = integers.min(), integers.max()
    else:
        least, most = integers.to_frame("x").select(least=pl.min("x"), most=pl.max("x")).row(0)
    return (least if isinstance(least, int) else 0), (most if isinstance(most, int) else 0)


def concat_columns(first: Column, second: Column) -> Column:
    """The values of `first` and then those of `second`, in a kind that holds both."""
    if first.kind is Kind.NULL and second.kind is Kind.NULL:
        return Column.nulls(len(first) + len(second))
    one, two = unified([first, second])
    return Column(one.series.clone().append(two.series))
