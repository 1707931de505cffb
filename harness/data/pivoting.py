"""From long to wide: the cells of a table that has a row and a column for each of two keys; and sums across fields.

Rules (Search Reference, chart, xyseries, addtotals; Spl 6.3, 6.9)
- W1  Of several values for one cell the last one stays.  Undecided: probe 44.
- W2  A row's total is the sum of those of its fields that are numbers (N1), 0 without any.  Undecided: probe 44.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from harness.data.building import unified
from harness.data.column import Column, Kind
from harness.data.numbers import EXACT_INTEGER, numbers
from harness.frozen import frozen


@frozen
class Cells:
    """For each column of the wide table, the long row that fills each of its rows."""

    rows: tuple[pl.Series, ...]

    def column(self, number: int, values: Column) -> Column:
        """One wide column of long values; null where nothing fills a cell."""
        return values.take(self.rows[number])


def cells(rows: Column, columns: Column, height: int, width: int) -> Cells:
    """Where long rows go, given the number of the wide row and of the wide column of each (W1); null goes nowhere.

    Cost: n log n in the long rows, plus the size of the wide table.
    """
    frame = pl.DataFrame({"row": _places(rows), "column": _places(columns)}).with_row_index("from")
    kept = frame.drop_nulls().unique(["row", "column"], keep="last").sort("column", maintain_order=True)
    parts = {part["column"][0]: part for part in kept.partition_by("column", maintain_order=True)}
    empty = pl.Series([None], dtype=pl.UInt32).new_from_index(0, height)
    return Cells(tuple(_filled(empty, parts.get(number)) for number in range(width)))


def stacked(columns: Sequence[Column]) -> Column:
    """The values of several columns in one, row by row: those of the first row, then those of the second one."""
    whole = pl.concat([column.series for column in unified(columns)])
    height, width = len(columns[0]), len(columns)
    order = pl.int_range(height * width, eager=True)
    return Column(whole.gather(order % width * height + order // width))


def _places(column: Column) -> pl.Series:
    return numbers(column).series.cast(pl.Int64)


def _filled(empty: pl.Series, part: pl.DataFrame | None) -> pl.Series:
    return empty if part is None else empty.clone().scatter(part["row"], part["from"].cast(pl.UInt32))


def row_totals(columns: Sequence[Column], height: int) -> Column:
    """NUMBER: the sum of the numbers of each row (W2)."""
    found = [numbers(column).series for column in columns if numbers(column).kind is Kind.NUMBER]
    if not found:
        return Column.constant(0, height)
    exact = all(series.dtype == pl.Int64 and _is_small(series, len(found)) for series in found)
    kind = pl.Int64 if exact else pl.Float64
    frame = pl.DataFrame([series.cast(kind).fill_null(0).alias(str(i)) for i, series in enumerate(found)])
    return Column(frame.select(pl.sum_horizontal(pl.all()).alias("total"))["total"])


def _is_small(series: pl.Series, terms: int) -> bool:
    least, most = series.min() or 0, series.max() or 0
    return isinstance(least, int) and isinstance(most, int) and max(-least, most) * terms <= EXACT_INTEGER
