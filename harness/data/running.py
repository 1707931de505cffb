"""Running aggregates: for each row, the aggregate of the rows that came before it in its group.

Rules (Search Reference, streamstats; Spl 6.2)
- R1  A row sees the rows of its group up to itself, or up to the one before it with `current` false; a count of nothing
  is 0, everything else null.
- R2  With a window, a row sees only the last so many rows: of the whole table with `global_` true, of its group
  otherwise.  Without `current` the window ends at the row before.
- R3  A row in which a BY field is null is in no group: it gets null, or keeps the value of a field that was there
  before, but it takes a place in a global window.  Undecided.
- R4  A multivalue BY field is one key, by its members in order.  Undecided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from harness.data.aggregates import Aggregate
from harness.data.building import unified
from harness.data.column import Column
from harness.data.grouping import Plan, plan
from harness.data.rows import identity

if TYPE_CHECKING:
    from harness.data.table import Table


def running(
    table: Table,
    by: Sequence[str],
    outputs: Mapping[str, Aggregate],
    *,
    current: bool = True,
    window: int = 0,
    global_: bool = True,
) -> Table:
    """Every row with the outputs over the rows so far (R1 to R4).

    Cost: linear for counts, sums, extremes, first, last and distinct counts without a window; otherwise each row costs
    the length of its window.
    """
    if table.height == 0:
        return table.with_columns({name: Column.nulls(0) for name in outputs})
    columns: dict[str, Column] = {}
    for fast in (True, False):
        chosen = {n: a for n, a in outputs.items() if (window == 0 and a.cumulative is not None) is fast}
        if not chosen:
            continue
        rows = _Rows(table, by, list(chosen.values()), cumulative=fast)
        found = rows.cumulative(current) if fast else rows.rolling(current, window, global_)
        columns.update(zip(chosen, found, strict=True))
    return table.with_columns({name: kept_outside(table, by, name, columns[name]) for name in outputs})


class _Rows:
    """The rows that are in a group, with their keys and prepared columns."""

    def __init__(self, table: Table, by: Sequence[str], aggregates: Sequence[Aggregate], *, cumulative: bool) -> None:
        self.height = table.height
        self.plan: Plan = plan(aggregates, table.height, cumulative=cumulative)
        self.names = [str(i) for i in range(len(by))]
        keys = [identity(table.column(name)).alias(n) for name, n in zip(by, self.names, strict=True)]
        frame = self.plan.frame.with_columns(keys).with_row_index("row")
        self.frame = frame.drop_nulls(self.names) if by else frame

    def cumulative(self, current: bool) -> list[Column]:
        expressions = self.plan.expressions if current else [e.shift(1) for e in self.plan.expressions]
        if self.names:
            expressions = [e.over(self.names) for e in expressions]
        return self._spread(self.frame.select("row", *expressions))

    def rolling(self, current: bool, window: int, global_: bool) -> list[Column]:
        place = pl.col("row") if global_ or not self.names else pl.int_range(pl.len()).over(self.names)
        frame = self.frame.with_columns(place.cast(pl.Int64).alias("place"))
        groups = frame.rolling(
            "place",
            period=f"{window or self.height + 1}i",
            closed="right" if current else "left",
            group_by=self.names or None,
        )
        results = groups.agg(self.plan.expressions)
        rows = frame.select(*self.names, "place", "row")
        numbered = rows.join(results, on=[*self.names, "place"], how="left")
        return self._spread(numbered.drop(*self.names, "place"))

    def _spread(self, results: pl.DataFrame) -> list[Column]:
        """The finished columns for all rows, null for those in no group."""
        ordered = results.sort("row")
        if ordered.height < self.height:
            every = pl.DataFrame({"row": pl.int_range(self.height, eager=True, dtype=pl.UInt32)})
            ordered = every.join(ordered, on="row", how="left", maintain_order="left")
        return self.plan.finished(ordered)


def kept_outside(table: Table, by: Sequence[str], name: str, values: Column) -> Column:
    """New values of a field; a row that is in no group keeps the one that it had (R3)."""
    missing = [table.column(key).is_null().series for key in by if table.column(key).operand.null_count()]
    if not missing:
        return values
    outside = pl.DataFrame([m.alias(str(i)) for i, m in enumerate(missing)]).select(pl.any_horizontal(pl.all()))
    new, old = unified([values, table.column(name)])
    return Column(new.series.zip_with(~outside.to_series(), old.series))
