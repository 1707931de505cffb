"""Python functions over columns: called once for each distinct combination of values.

Rules
- P1  A function sees values, not kinds: numbers may come as int, float or text.  It asks for the one it needs by
  passing `numbers(column)` or `texts(column)`.
- P2  A multivalue of one member comes as that member.
- P3  Null in, null out, without a call, unless the caller asks for nulls.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

import polars as pl

from harness.data.building import build_series
from harness.data.column import Column, Kind, Value
from harness.data.multivalue import flattened, regrouped

_WORTH_COUNTING = 512
"""Below this many rows a plain loop is faster than finding the distinct values first."""


def map_scalars(function: Callable[..., Value], *columns: Column, members: bool = False, nulls: bool = False) -> Column:
    """The column of `function(value, …)` for each row (P1 to P3).

    With `members`, a multivalue first argument is mapped member by member and members that give null are dropped.
    The function must give the same result for the same arguments.
    """
    height = len(columns[0])
    if all(column.unit is not None for column in columns):
        units = [Column(column.unit) for column in columns if column.unit is not None]
        return Column.spread(map_scalars(function, *units, members=members, nulls=nulls).series, height)
    first = columns[0]
    if members and first.kind is Kind.MULTI:
        rows, values = flattened(first)
        rest = (column.take(rows) for column in columns[1:])
        return regrouped(rows, map_scalars(function, values, *rest, nulls=nulls), height)
    varying = [column for column in columns if column.unit is None]
    if height > _WORTH_COUNTING and len(varying) == 1 and varying[0].kind is not Kind.MULTI:
        return _map_distinct(function, columns, varying[0], nulls)
    return Column.of(_results(function, columns, nulls))


def _results(function: Callable[..., Value], columns: Sequence[Column], nulls: bool) -> Iterator[Value]:
    known: dict[Hashable, Value] = {}
    for values in zip(*map(_arguments, columns), strict=True):
        if not nulls and None in values:
            yield None
            continue
        key = tuple([(type(v), tuple(v) if isinstance(v, list) else v) for v in values])
        if key not in known:
            known[key] = function(*values)
        yield known[key]


def _arguments(column: Column) -> list[Any]:
    if column.unit is not None:
        return _arguments(Column(column.unit)) * len(column)
    values = column.series.to_list()
    if column.kind is Kind.MULTI:
        return [v[0] if v is not None and len(v) == 1 else v for v in values]
    return values


def _map_distinct(function: Callable[..., Value], columns: Sequence[Column], varying: Column, nulls: bool) -> Column:
    distinct = varying.series.unique()
    each = Column(distinct)
    arguments = [each if column is varying else column.slice(0, len(each)) for column in columns]
    results = build_series(_results(function, arguments, nulls))
    codes = pl.int_range(distinct.len(), eager=True, dtype=pl.UInt32)
    rows = varying.series.replace_strict(distinct, codes, return_dtype=pl.UInt32)
    return Column(results.gather(rows))
