"""Sparklines: the values of an aggregation over time, as one multivalue that is drawn as a small chart.

Rules (Search Reference, chart: sparkline options; Search Manual, "Add sparklines to search results")
- L1  A sparkline is a multivalue: a mark, then one value for each bin of time, in order.
- L2  Each value is the aggregation over the rows of the group that fall into the bin.
- L3  A bin without a value holds 0.  Undecided: for aggregations other than counts.
- L4  A group without any row has a sparkline of empty bins, and no rows at all have none.  Undecided.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from harness.data.aggregates import Aggregate
from harness.data.column import Column, Kind
from harness.data.numbers import texts

MARK = "##__SPARKLINE__##"


def sparkline(places: Column, bins: int, inner: Aggregate) -> Aggregate:
    """The sparkline of an aggregate (L1 to L3).

    Input: for each row the number of its bin, from 0 on; null for a row that is in none.
    """
    numbered = (
        places.series.cast(pl.Int64)
        if places.kind is Kind.NUMBER
        else pl.Series([None], dtype=pl.Int64).new_from_index(0, len(places))
    )

    def collected(c: Sequence[pl.Expr]) -> list[pl.Expr]:
        return [column.filter(c[0].is_not_null()).implode() for column in c]

    def finish(results: Sequence[pl.Series]) -> Column:
        return _drawn(results, bins, inner)

    return Aggregate((numbered, *inner.inputs), collected, finish)


def _drawn(groups: Sequence[pl.Series], bins: int, inner: Aggregate) -> Column:
    """The sparklines of groups whose bins and values are lists."""
    height = groups[0].len()
    if not bins or not height:
        return Column.nulls(height)
    names = [f"x{number}" for number in range(len(groups))]
    frame = pl.DataFrame([series.alias(name) for name, series in zip(names, groups, strict=True)])
    flat = frame.with_row_index("group").filter(pl.col("x0").list.len() > 0).explode(names)
    grid = pl.Series(["0"]).new_from_index(0, height * bins)
    if flat.height:
        grid = _filled(grid, flat, names, bins, inner)
    cells = grid.reshape((height, bins)).cast(pl.List(pl.String))
    drawn = cells.alias("cells").to_frame().select(pl.concat_list(pl.lit(pl.Series([[MARK]])), "cells"))
    return Column(drawn.to_series())


def _filled(grid: pl.Series, flat: pl.DataFrame, names: Sequence[str], bins: int, inner: Aggregate) -> pl.Series:
    """The grid of all bins of all groups, with the values of those that have any."""
    expressions = [e.alias(f"y{i}") for i, e in enumerate(inner.expressions([pl.col(name) for name in names[1:]]))]
    found = flat.lazy().group_by("group", "x0", maintain_order=True).agg(expressions).collect(engine="in-memory")
    values = texts(inner.finish([found[f"y{i}"] for i in range(len(expressions))]))
    if values.kind is not Kind.TEXT:
        return grid
    cells = found["group"].cast(pl.Int64) * bins + found["x0"]
    return grid.scatter(cells, values.series.fill_null("0"))
