"""Values carried between rows: down a column, and from several rows into one.

Rules (Search Reference, filldown and mvcombine; Spl 6.6)
- B1  Filling down puts the last value above where a field is null; nulls before the first value stay.
- B2  Rows that are equal in every other field, nulls included, become one row where the first of them stood; the
  field's members are those of the rows, in their order.  A row without the field stays by itself.
  Undecided: that row, and members that come twice (both stay).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from harness.data.building import list_series, simplified
from harness.data.column import Column, Kind
from harness.data.rows import identity

if TYPE_CHECKING:
    from harness.data.table import Table


def fill_down(table: Table, names: Sequence[str]) -> Table:
    """The rows with nulls of these fields filled from above (B1)."""
    return table.with_columns({name: _filled(table.column(name)) for name in names if name in table})


def _filled(column: Column) -> Column:
    if column.kind is Kind.NULL or not column.has_nulls:
        return column
    return Column(column.series.forward_fill())


def combine_rows(table: Table, name: str) -> Table:
    """Rows that differ in one field only, as one row with a multivalue (B2)."""
    if name not in table or table.height == 0:
        return table
    members = list_series(table.column(name))
    own = pl.int_range(table.height, eager=True, dtype=pl.UInt32)
    keys = [identity(column).alias(str(i)) for i, (other, column) in enumerate(table.columns.items()) if other != name]
    alone = own.set(members.is_not_null(), None).alias("alone")
    frame = pl.DataFrame([*keys, alone, own.alias("row"), members.alias("members")])
    by = [*(key.name for key in keys), "alone"]
    grouped = frame.group_by(by, maintain_order=True).agg(
        pl.col("row").first(), pl.col("members").drop_nulls().explode().drop_nulls()
    )
    return table.take(grouped["row"]).with_column(name, Column(simplified(grouped["members"])))
