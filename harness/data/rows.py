"""Whole rows: duplicates and missing values.

Rules (Search Reference, dedup and fillnull; Spl 6.5, 6.6)
- D1  Values are the same if their texts are, case included; multivalues if all members are, in order.
- D2  A row in which one of the fields is null is dropped, unless empty ones are kept; then every such row is.
- D3  With `keep_events` no row is dropped; the fields are removed from duplicates instead.
  Undecided: rows with nulls under `keep_events`; they stay.
- D4  `fillnull` replaces null only, not the empty text (Undecided: probe 41), and creates fields that are named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from harness.data.building import unified
from harness.data.column import Column, Kind
from harness.data.logic import coalesce
from harness.data.numbers import parse_number, render_number

if TYPE_CHECKING:
    from harness.data.table import Table


def dedup_rows(
    table: Table,
    names: Sequence[str],
    keep: int = 1,
    *,
    keep_empty: bool = False,
    keep_events: bool = False,
    consecutive: bool = False,
) -> Table:
    """The first `keep` rows of each combination of values, in the order of the rows (D1 to D3)."""
    keys = [identity(table.column(name)).alias(str(i)) for i, name in enumerate(names)]
    frame = pl.DataFrame(keys)
    full = frame.select(pl.all_horizontal(pl.all().is_not_null())).to_series()
    first = _first_of(frame.with_columns(pl.struct(pl.all()).rle_id().alias("run")) if consecutive else frame, keep)
    if keep_events:
        return _blanked(table, names, Column(first | ~full))
    return table.filter(Column((first & full) | (~full if keep_empty else False)))


def _first_of(frame: pl.DataFrame, keep: int) -> pl.Series:
    """Whether each row is among the first `keep` of those equal to it."""
    if keep == 1:
        kept = frame.with_row_index("row").unique(frame.columns, keep="first")["row"]
        return pl.Series([False]).new_from_index(0, frame.height).scatter(kept, True)
    place = pl.int_range(pl.len(), dtype=pl.UInt32).over(frame.columns)
    return frame.select(place < keep).to_series()


def _blanked(table: Table, names: Sequence[str], kept: Column) -> Table:
    changed = {name: _where(table.column(name), kept) for name in names if name in table}
    return table.with_columns(changed)


def _where(column: Column, kept: Column) -> Column:
    value, nothing = unified([column, Column.nulls(len(column))])
    return value if value.kind is Kind.NULL else Column(value.series.zip_with(kept.series, nothing.series))


def identity(column: Column) -> pl.Series:
    """A series of scalars that are equal exactly where the values are the same (D1); null for null."""
    if column.kind is not Kind.MULTI:
        return column.series
    lengths = pl.element().str.len_bytes().cast(pl.String)
    return column.series.list.eval(lengths + ":" + pl.element()).list.join("")


def fill_null(table: Table, names: Sequence[str] | None, value: str) -> Table:
    """Nulls of these fields (None: of every field) replaced by a text (D4)."""
    chosen = table.names if names is None else names
    return table.with_columns({name: _filled(table.column(name), value) for name in chosen})


def _filled(column: Column, value: str) -> Column:
    if column.kind is not Kind.NULL and column.operand.null_count() == 0:
        return column
    number = parse_number(value)
    if column.kind is Kind.NUMBER and number is not None and render_number(number) == value:
        return coalesce([column, Column.constant(number, len(column))])
    return coalesce([column, Column.constant(value, len(column))])
