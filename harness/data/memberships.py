"""Functions of multivalues, whole columns at a time.

Rules (Search Reference, multivalue eval functions; Spl 7.8)
- K1  A scalar is a multivalue of one member, null has none; a result without members is null (M1).
- K2  Places count from 0, negative ones from the end; a range includes both its ends, and of a range that reaches
  over an end what lies inside is taken (Undecided: probe 31).
- K3  Members are texts: they are sorted by code points, and the same if letter case is.
- K4  Two multivalues are paired place by place up to the end of the shorter one.  Undecided: probe 31.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from harness.data.building import TEXT_LIST, list_series, simplified
from harness.data.column import Column, Kind
from harness.data.multivalue import regrouped
from harness.data.numbers import numbers, texts

_FARTHEST = 2**31


def cut(column: Column, delimiter: str) -> Column:
    """The parts of each text between delimiters, or its characters; members are each cut."""
    values = texts(column)
    if values.kind is Kind.NULL:
        return values
    if values.kind is Kind.TEXT:
        return _lifted(values, lambda s: s.str.split(delimiter))
    return _lifted(values, lambda s: s.list.eval(pl.element().str.split(delimiter).explode()))


def _lifted(column: Column, change: Callable[[pl.Series], pl.Series]) -> Column:
    """The column of `change(lists)`, with lists of no members as null (K1)."""
    return column.lifted(lambda s: simplified(change(s)))


def _changed(column: Column, change: Callable[[pl.Series], pl.Series]) -> Column:
    """As `_lifted`, for a change that leaves single values as they are."""
    return _lifted(column, change) if column.kind is Kind.MULTI else texts(column)


def without_repetitions(column: Column) -> Column:
    """Each member where it first stands (K3)."""
    return _changed(column, lambda s: s.list.unique(maintain_order=True))


def in_text_order(column: Column) -> Column:
    """The members sorted (K3)."""
    return _changed(column, lambda s: s.list.eval(pl.element().sort()))


def turned_round(column: Column) -> Column:
    """The members, last one first."""
    return _changed(column, lambda s: s.list.reverse())


def joined(column: Column, delimiter: str) -> Column:
    """TEXT: the members with the delimiter between them."""
    return column.lifted(lambda s: s.list.join(delimiter)) if column.kind is Kind.MULTI else texts(column)


def appended(columns: Sequence[Column]) -> Column:
    """All members of all columns, in their order (K1)."""
    if all(column.kind is Kind.NULL for column in columns):
        return Column.nulls(len(columns[0]))
    lists = [_full(column) for column in columns]
    frame = pl.DataFrame([each.alias(str(i)) for i, each in enumerate(lists)])
    return Column(simplified(frame.select(pl.concat_list(pl.all())).to_series()))


def _full(column: Column) -> pl.Series:
    """Multivalues with an empty one for null."""
    if column.kind is Kind.NULL:
        return pl.Series([[]], dtype=TEXT_LIST).new_from_index(0, len(column))
    if column.unit is not None:
        return _full(Column(column.unit)).new_from_index(0, len(column))
    lists = list_series(column)
    nothing = pl.Series([[]], dtype=TEXT_LIST).new_from_index(0, lists.len())
    return lists.zip_with(lists.is_not_null(), nothing) if lists.null_count() else lists


def picked(column: Column, start: Column, end: Column | None = None) -> Column:
    """The member at a place, or those from one place to another (K2); null where a place is null."""
    if column.kind is Kind.NULL:
        return Column.nulls(len(column))
    given = [start] if end is None else [start, end]
    places = [numbers(place).series.alias(name) for name, place in zip("se", given, strict=False)]
    frame = pl.DataFrame([_lists(column).alias("x"), *places])
    if end is None:
        return Column(frame.select(pl.col("x").list.get(_place("s"), null_on_oob=True)).to_series())
    size = pl.col("x").list.len().cast(pl.Int64)
    first, last = (pl.when(p >= 0).then(p).otherwise(size + p) for p in (_place("s"), _place("e")))
    low = first.clip(0)
    span = (last + 1 - low).clip(0)
    known = pl.col("s").is_not_null() & pl.col("e").is_not_null()
    return Column(simplified(frame.select(pl.when(known).then(pl.col("x").list.slice(low, span))).to_series()))


def _place(name: str) -> pl.Expr:
    return pl.col(name).clip(-_FARTHEST, _FARTHEST).cast(pl.Int64)


def _lists(column: Column) -> pl.Series:
    return list_series(column) if column.unit is None else list_series(Column(column.series))


def paired(left: Column, right: Column, delimiter: str) -> Column:
    """The members of two columns joined place by place (K4); null where either is."""
    height = len(left)
    frame = pl.DataFrame({"l": _lists(left), "r": _lists(right)}).with_row_index("row").drop_nulls()
    short = pl.min_horizontal(pl.col("l").list.len(), pl.col("r").list.len())
    flat = frame.select("row", pl.col("l").list.head(short), pl.col("r").list.head(short)).explode("l", "r")
    both = flat.select(pl.concat_str([pl.col("l"), pl.col("r")], separator=delimiter)).to_series()
    return regrouped(flat["row"], Column(both), height)
