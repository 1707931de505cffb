"""Rows in groups that are worked on apart, and the results put together again in the order of the rows.

Rules
- G1  A group is all rows that have the same texts in some fields; null counts as the empty text.
- G2  What was made of the groups keeps their rows; together they stand where the rows stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from harness.data.column import Kind
from harness.data.numbers import texts

if TYPE_CHECKING:
    from harness.data.table import Table

Rows = pl.Series
"""Row numbers, ascending."""


def partitions(table: Table, names: Sequence[str]) -> list[tuple[tuple[str, ...], Rows]]:
    """The distinct texts of some fields, in the order in which they appear, and the rows of each (G1)."""
    if not names or not table.height:
        return [(tuple("" for _ in names), pl.int_range(table.height, eager=True, dtype=pl.UInt32))]
    keys = [_key(table, name).alias(str(number)) for number, name in enumerate(names)]
    frame = pl.DataFrame(keys).with_row_index("row")
    grouped = frame.group_by([key.name for key in keys], maintain_order=True).agg("row")
    rows = grouped["row"]
    found = grouped.drop("row").rows()
    return [(tuple(map(str, key)), rows[number]) for number, key in enumerate(found)]


def _key(table: Table, name: str) -> pl.Series:
    column = texts(table.column(name))
    if column.kind is Kind.MULTI:
        return column.series.list.join("\n").fill_null("")
    return column.series.cast(pl.String).fill_null("")


def joined_rows(parts: Sequence[Rows]) -> Rows:
    """The rows of several groups, ascending."""
    return pl.concat(list(parts)).sort()


def reassembled(parts: Sequence[tuple[Rows, Table]]) -> Table:
    """The tables of groups as one, each row in its old place (G2)."""
    first, *others = (table for _, table in parts)
    whole = first
    for table in others:
        whole = whole.concat(table)
    order = pl.concat([rows for rows, _ in parts]).arg_sort()
    return whole.take(order) if others else whole


def same_values(one: Table, other: Table) -> bool:
    """Whether two tables have the same columns with the same stored values."""
    if one.height != other.height or one.names != other.names:
        return False
    pairs = ((one.column(name), other.column(name)) for name in one.names)
    return all(a is b or (a.kind is b.kind and a.operand.equals(b.operand)) for a, b in pairs)
