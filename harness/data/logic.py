"""Truth values, choices and first values.

Rules
- L1  AND, OR, NOT and XOR follow three-valued logic: null is "not known".  Undecided: probe 2.
- L2  A condition that is null does not hold: `if` takes its other branch, `case` goes on.  Undecided: probe 3.
- L3  A value that is not a truth value is no condition and counts as null.  (Splunk refuses such a search at once.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import polars as pl

from harness.data.building import unified
from harness.data.column import Column, Kind


def and_(*columns: Column) -> Column:
    """BOOL: whether all hold (L1)."""
    return reduce(lambda a, b: _lift(a, b, lambda x, y: x & y), map(_truth, columns))


def or_(*columns: Column) -> Column:
    """BOOL: whether at least one holds (L1)."""
    return reduce(lambda a, b: _lift(a, b, lambda x, y: x | y), map(_truth, columns))


def not_(column: Column) -> Column:
    """BOOL: whether it does not hold; null stays null (L1)."""
    return _truth(column).lifted(lambda s: ~s)


def xor(left: Column, right: Column) -> Column:
    """BOOL: whether exactly one holds; null if one is not known (L1)."""
    return _lift(_truth(left), _truth(right), lambda x, y: x ^ y)


def choose(conditions: Sequence[Column], values: Sequence[Column], otherwise: Column) -> Column:
    """For each row the value of the first condition that holds, else `otherwise` (L2)."""
    *candidates, result = unified([*values, otherwise])
    for condition, value in reversed(list(zip(conditions, candidates, strict=True))):
        result = _pick(_truth(condition), value, result)
    return result


def coalesce(columns: Sequence[Column]) -> Column:
    """For each row the first value that is not null."""
    first, *rest = unified(columns)
    for column in rest:
        if first.operand.null_count() == 0:
            break
        first = _pick(first.is_not_null(), first, column)
    return first


def _pick(condition: Column, value: Column, otherwise: Column) -> Column:
    if condition.unit is not None:
        return value if condition.unit.item() is True else otherwise
    if value.kind is Kind.NULL:
        return value
    mask = condition.series.fill_null(value=False) if condition.has_nulls else condition.series
    return Column(value.operand.zip_with(mask, otherwise.operand))


def _truth(column: Column) -> Column:
    if column.kind is Kind.BOOL:
        return column
    return Column.spread(pl.Series([None], dtype=pl.Boolean), len(column))


def _lift(left: Column, right: Column, operation: Callable[[pl.Series, pl.Series], pl.Series]) -> Column:
    if left.unit is not None and right.unit is not None:
        return Column.spread(operation(left.unit, right.unit), len(left))
    return Column(operation(left.operand, right.operand))
