"""Rows that belong together because their values are the same: positions in a list of keys, and joins.

Rules (Search Reference, join; Spl 5.5)
- Q1  Values are the same if their texts are, case included; a multivalue of one member is that member, and longer ones
  are the same if all members are, in order.  Undecided: multivalues.
- Q2  Null is the same as nothing, not even as null.
- Q3  Pairs come in the order of the left rows, and for each of them in the order of the right ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import polars as pl

from harness.data.column import Column, Kind
from harness.data.numbers import numbers, texts
from harness.data.rows import identity

if TYPE_CHECKING:
    from harness.data.table import Table

RowPairs: TypeAlias = tuple[pl.Series, pl.Series]
"""The row numbers of the left and of the right partners."""
_PAIR = {"left": pl.UInt32, "right": pl.UInt32}


def key_texts(column: Column) -> pl.Series:
    """A text for each value that is equal exactly where the values are (Q1); null for null."""
    if column.kind is not Kind.MULTI:
        return texts(column).series.cast(pl.String)
    whole, only = identity(column), column.series.list.first()
    return only.zip_with((column.series.list.len() == 1).fill_null(value=True), "\0" + whole)


def row_texts(table: Table, names: Sequence[str]) -> Column:
    """TEXT: one text for each row that is equal exactly where all fields are; a missing value equals a missing one."""
    if not names:
        return Column.constant("", table.height)
    keys = [key_texts(table.column(name)).alias(str(i)) for i, name in enumerate(names)]
    joined = pl.concat_str(
        [
            pl.when(pl.col(k.name).is_null())
            .then(pl.lit("-"))
            .otherwise(pl.col(k.name).str.len_bytes().cast(pl.String) + ":" + pl.col(k.name))
            for k in keys
        ]
    )
    return Column(pl.DataFrame(keys).select(joined.alias("key"))["key"])


def positions(column: Column, keys: Column) -> Column:
    """NUMBER: for each value its place in a list of different keys, null if it is not there."""
    listed = pl.DataFrame({"key": key_texts(keys)}).with_row_index("place")
    found = pl.DataFrame({"key": key_texts(column)}).join(listed, on="key", how="left", maintain_order="left")
    return Column(found["place"].cast(pl.Int64))


def taken(column: Column, places: Column) -> Column:
    """The values at some places, null where a place is null."""
    return column.take(numbers(places).series.cast(pl.UInt32))


def distinct_rows(keys: Column) -> Column:
    """BOOL: whether the key of a row has not come before."""
    return Column(keys.series.is_first_distinct())


def changed_rows(keys: Column) -> Column:
    """BOOL: whether the key of a row differs from that of the row before it."""
    series = keys.series
    return Column((series != series.shift(1)).fill_null(value=True))


def is_member(keys: Column, others: Column) -> Column:
    """BOOL: whether a key is among other keys."""
    return Column(keys.series.is_in(others.series.implode()).fill_null(value=False))


def join_rows(left: Sequence[Column], right: Sequence[Column], most: int, *, keep_single: bool = False) -> RowPairs:
    """The row numbers of the pairs of rows whose keys are the same (Q1 to Q3).

    Each left row is paired with at most `most` right rows (0: any number).  With `keep_single` a left row without a
    partner is paired with null.
    Cost: linear in the rows and pairs.
    """
    names = [str(i) for i in range(len(left))]
    ours = _keyed(left, names).with_row_index("left")
    theirs = _keyed(right, names).with_row_index("right").drop_nulls(names)
    if most:
        theirs = theirs.filter(pl.int_range(pl.len()).over(names) < most)
    how = "left" if keep_single else "inner"
    pairs = ours.join(theirs, on=names, how=how, maintain_order="left_right")  # type: ignore[arg-type]
    return pairs["left"], pairs["right"]


def join_rows_in_time(
    left: Sequence[Column], right: Sequence[Column], times: tuple[Column, Column], most: int, *, earlier: bool
) -> RowPairs:
    """Like `join_rows`, only with right rows that are not later (not earlier) than the left row, by whole seconds.

    Cost: linear in the pairs with equal keys.
    """
    ours, theirs = join_rows(left, right, 0)
    mine, other = (numbers(t).series.cast(pl.Float64).floor() for t in times)
    mine, other = mine.gather(ours), other.gather(theirs)
    fits = ((other <= mine) if earlier else (other >= mine)).fill_null(value=False)
    pairs = pl.DataFrame({"left": ours, "right": theirs}).filter(fits)
    if most:
        pairs = pairs.filter(pl.int_range(pl.len()).over("left") < most)
    return pairs["left"], pairs["right"]


def following_rows(keys: Sequence[Column], most: int) -> RowPairs:
    """The row numbers of pairs of a row and one further down with the same keys.

    Each row is paired with the next `most` of them (0: with all). Nulls: a null key has no pair.
    """
    if most:
        return _next_rows(keys, most)
    left, right = join_rows(keys, keys, 0)
    pairs = pl.DataFrame({"left": left, "right": right}).filter(pl.col("left") < pl.col("right"))
    return pairs["left"], pairs["right"]


def _next_rows(keys: Sequence[Column], most: int) -> RowPairs:
    names = [str(number) for number in range(len(keys))]
    frame = _keyed(keys, names).with_row_index("left").drop_nulls(names)
    steps = []
    for step in range(1, most + 1):
        found = frame.select("left", right=pl.col("left").shift(-step).over(names)).drop_nulls()
        if not found.height:
            break
        steps.append(found)
    pairs = pl.concat(steps).sort("left", "right") if steps else pl.DataFrame(schema=_PAIR)
    return pairs["left"], pairs["right"]


def with_lone_rows(left: pl.Series, right: pl.Series, height: int) -> RowPairs:
    """Pairs of rows of one table and, in their places, the rows that are in no pair, paired with null."""
    lone = pl.int_range(height, eager=True, dtype=pl.UInt32)
    lone = lone.filter(~lone.is_in(pl.concat([left, right]).unique().implode()))
    alone = pl.DataFrame({"left": lone}).with_columns(right=pl.lit(None, dtype=pl.UInt32))
    pairs = pl.concat([pl.DataFrame({"left": left, "right": right}), alone]).sort("left", "right")
    return pairs["left"], pairs["right"]


def with_single_rows(left: pl.Series, right: pl.Series, height: int) -> RowPairs:
    """Pairs of rows and, in their places, the left rows that have no partner, paired with null."""
    pairs = pl.DataFrame({"left": left, "right": right})
    every = pl.DataFrame({"left": pl.int_range(height, eager=True, dtype=pl.UInt32)})
    joined = every.join(pairs, on="left", how="left", maintain_order="left_right")
    return joined["left"], joined["right"]


def _keyed(columns: Sequence[Column], names: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame([key_texts(c).alias(n) for c, n in zip(columns, names, strict=True)])
