"""Python functions over columns: called once for each distinct combination of values, where these repeat.

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

_SAMPLE = 512
"""So many values tell whether values repeat; fewer rows are not worth finding that out."""


def map_scalars(function: Callable[..., Value], *columns: Column, members: bool = False, nulls: bool = False) -> Column:
    """The column of `function(value, …)` for each row (P1 to P3).

    With `members`, a multivalue first argument is mapped member by member and members that give null are dropped.
    The function must give the same result for the same arguments.
    """
    height = len(columns[0])
    if all(column.unit is not None for column in columns):
        units = [Column(column.unit) for column in columns if column.unit is not None]
        return Column.spread(map_scalars(function, *units, members=members, nulls=nulls).series, height)
    if not height:
        return Column.nulls(0)
    first = columns[0]
    if members and first.kind is Kind.MULTI:
        rows, values = flattened(first)
        rest = (column.take(rows) for column in columns[1:])
        return regrouped(rows, map_scalars(function, values, *rest, nulls=nulls), height)
    varying = [column for column in columns if column.unit is None]
    if len(varying) == 1 and varying[0].kind is not Kind.MULTI:
        return _map_one(function, columns, varying[0], nulls)
    return Column.of(_results(function, columns, nulls))


def _map_one(function: Callable[..., Value], columns: Sequence[Column], varying: Column, nulls: bool) -> Column:
    """The same where one column varies and the others are constant."""
    place = columns.index(varying)
    before, after = (
        [_arguments(Column(c.operand))[0] for c in part] for part in (columns[:place], columns[place + 1 :])
    )
    if not nulls and None in (*before, *after):
        return Column.nulls(len(varying))

    def compute(series: pl.Series) -> pl.Series:
        given = series.to_list()
        if len(given) <= _SAMPLE:
            return build_series(_remembered(function, [(*before, v, *after) for v in given], nulls))
        if not before and not after:
            return build_series(function(v) if nulls or v is not None else None for v in given)
        return build_series(function(*before, v, *after) if nulls or v is not None else None for v in given)

    def change(series: pl.Series) -> pl.Series:
        return _by_distinct(series, compute) if _repeats(series) else compute(series)

    return Column(change(varying.series)) if nulls else varying.lifted(change)


def _repeats(series: pl.Series) -> bool:
    """Whether a sample says that few of the values are different."""
    if series.len() <= _SAMPLE:
        return False
    sample = series.gather_every(series.len() // _SAMPLE)
    return sample.n_unique() <= sample.len() * 3 // 4


def _by_distinct(series: pl.Series, compute: Callable[[pl.Series], pl.Series]) -> pl.Series:
    distinct = series.unique()
    codes = pl.int_range(distinct.len(), eager=True, dtype=pl.UInt32)
    return compute(distinct).gather(series.replace_strict(distinct, codes, return_dtype=pl.UInt32))


def _results(function: Callable[..., Value], columns: Sequence[Column], nulls: bool) -> Iterator[Value]:
    rows = list(zip(*map(_arguments, columns), strict=True))
    sample = rows[:: len(rows) // _SAMPLE] if len(rows) > _SAMPLE else []
    if not sample or len(set(map(_key, sample))) <= len(sample) * 3 // 4:
        yield from _remembered(function, rows, nulls)
        return
    for values in rows:
        yield None if not nulls and None in values else function(*values)


def _remembered(function: Callable[..., Value], rows: Sequence[tuple[Any, ...]], nulls: bool) -> Iterator[Value]:
    known: dict[Hashable, Value] = {}
    for values in rows:
        if not nulls and None in values:
            yield None
            continue
        key = _key(values)
        if key not in known:
            known[key] = function(*values)
        yield known[key]


def _key(values: Sequence[Any]) -> Hashable:
    return tuple([(type(v), tuple(v) if isinstance(v, list) else v) for v in values])


def _arguments(column: Column) -> list[Any]:
    if column.unit is not None:
        return _arguments(Column(column.unit)) * len(column)
    values = column.series.to_list()
    if column.kind is Kind.MULTI:
        return [v[0] if v is not None and len(v) == 1 else v for v in values]
    return values
