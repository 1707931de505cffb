"""Multivalues: members, counts, one row for each member.

Rules
- M1  A scalar is a multivalue of one member; null has none (Spl 4.6).
- M2  Expanding keeps the order of rows and of members and copies every other field; a row without the field stays.
  Undecided: the row without the field; probe 40.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from harness.data.building import TEXT_LIST, list_series, simplified
from harness.data.column import Column, Kind
from harness.data.numbers import texts

if TYPE_CHECKING:
    from harness.data.table import Table


def members(column: Column) -> Column:
    """MULTI: the members of each value (M1)."""
    return column.lifted(lambda s: list_series(Column(s)))


def member_counts(column: Column) -> Column:
    """NUMBER: how many members each value has; null for null, never 0 (M1)."""
    return column.lifted(_counts)


def _counts(series: pl.Series) -> pl.Series:
    if series.dtype == TEXT_LIST:
        return series.list.len().cast(pl.Int64)
    return pl.Series([1], dtype=pl.Int64).new_from_index(0, series.len()).set(series.is_null(), None)


def flattened(column: Column) -> tuple[pl.Series, Column]:
    """The row number of every member, and the members as a scalar column; a null keeps one null entry."""
    frame = column.series.to_frame("member").with_row_index("row")
    if column.kind is not Kind.MULTI:
        return frame["row"], column
    frame = frame.explode("member")
    return frame["row"], Column(frame["member"])


def regrouped(rows: pl.Series, values: Column, height: int) -> Column:
    """The multivalues of `height` rows from flat values and their row numbers; nulls are dropped (M1).

    Input: row numbers in ascending order.
    """
    frame = pl.DataFrame({"row": rows, "member": texts(values).series.cast(pl.String)}).drop_nulls("member")
    grouped = frame.group_by("row", maintain_order=True).agg("member")
    every = pl.DataFrame({"row": pl.int_range(height, eager=True, dtype=pl.UInt32)})
    joined = every.join(grouped, on="row", how="left", maintain_order="left")
    return Column(simplified(joined["member"]))


def explode(table: Table, name: str, limit: int = 0) -> Table:
    """One row for each member of a field, at most `limit` for each row if that is not 0 (M2)."""
    column = table.column(name)
    if column.kind is not Kind.MULTI:
        return table
    if limit:
        column = Column(column.series.list.head(limit))
    rows, values = flattened(column)
    return table.take(rows).with_column(name, values)


def member_numbers(lists: pl.Series) -> pl.Series:
    """A series of lists: for each member the number that it is, or null."""
    cast = pl.element().cast(pl.Float64, strict=False)
    return lists.list.eval(pl.when(cast.is_finite()).then(cast))


def is_member_number(member: pl.Expr) -> pl.Expr:
    """Whether a member is a number."""
    return member.cast(pl.Float64, strict=False).is_finite().fill_null(value=False)
