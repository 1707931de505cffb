"""Aggregations that give nothing for a group that holds anything but numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from harness.data.aggregates import Aggregate, Cumulative, Finish
from harness.data.column import Column
from harness.data.logic import choose
from harness.data.multivalue import flattened
from harness.data.numbers import is_numeric


def only_of_numbers(inner: Aggregate, values: Column, *, missing: bool) -> Aggregate:
    """`inner`, but null for a group in which a value, or a member of a multivalue, is no number.

    `missing`: a row without a value is one that is no number.
    """
    wrong = _wrong(values, missing)
    cumulative = inner.cumulative
    return Aggregate(
        (*inner.inputs, wrong),
        lambda c: [*inner.expressions(c[:-1]), c[-1].sum()],
        _gated(inner.finish),
        cumulative and _running(cumulative),
    )


def _running(inner: Cumulative) -> Cumulative:
    return Cumulative(lambda c: [*inner.expressions(c[:-1]), c[-1].cum_sum()], _gated(inner.finish))


def _gated(finish: Finish) -> Callable[[Sequence[pl.Series]], Column]:
    def gated(results: Sequence[pl.Series]) -> Column:
        found = finish(results[:-1])
        wrong = Column(results[-1].fill_null(0) > 0)
        return choose([wrong], [Column.nulls(len(found))], found)

    return gated


def _wrong(values: Column, missing: bool) -> pl.Series:
    """1 for each row with anything but numbers, otherwise 0."""
    rows, members = flattened(values)
    wrong = ~is_numeric(members).series.cast(pl.Boolean).fill_null(value=not missing)
    frame = pl.DataFrame({"row": rows, "wrong": wrong})
    return frame.group_by("row", maintain_order=True).agg(pl.col("wrong").any())["wrong"].cast(pl.Int64)
