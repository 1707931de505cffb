"""One Python call for each distinct value, many fields out of it: what extraction commands share.

Rules
- R1  A function is called once for each distinct combination of values and gives a record: values by field name.
- R2  Null in, no record out, without a call, unless the caller asks for nulls.
- R3  A multivalue of one member comes as that member; a record's value may be a multivalue (a list of texts).
- R4  Laid over a table, a field of a record replaces the row's; a field that a record lacks stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import polars as pl

from harness.data.column import Column, Kind, Value
from harness.data.logic import coalesce

if TYPE_CHECKING:
    from harness.data.table import Table

Record: TypeAlias = Mapping[str, Value]
_NOTHING: Record = {}


class Records:
    """A record for each row; equal ones are kept once."""

    __slots__ = ("_distinct", "_height", "_places")

    def __init__(self, distinct: Sequence[Record], places: pl.Series | None, height: int) -> None:
        self._distinct = distinct
        self._places = places
        self._height = height

    @property
    def names(self) -> list[str]:
        """The fields that any record has, in the order in which they appear."""
        return list(dict.fromkeys(name for record in self._distinct for name in record))

    def column(self, name: str) -> Column:
        """The values of one field; null where a record lacks it."""
        values = [record.get(name) for record in self._distinct]
        if self._places is None:
            return Column.constant(values[0] if values else None, self._height)
        return Column.of(values).take(self._places) if values else Column.nulls(self._height)

    def columns(self) -> dict[str, Column]:
        """Every field."""
        return {name: self.column(name) for name in self.names}


def map_records(function: Callable[..., Record | None], *columns: Column, nulls: bool = False) -> Records:
    """The record `function(value, …)` of each row (R1 to R3)."""
    height = len(columns[0])
    if not height:
        return Records((), pl.Series([], dtype=pl.UInt32), 0)
    if all(column.unit is not None for column in columns):
        units = [Column(column.unit) for column in columns if column.unit is not None]
        return Records(_computed(function, units, nulls)[0], None, height)
    first = columns[0]
    if len(columns) == 1 and first.kind is not Kind.MULTI:
        distinct = first.series.unique(maintain_order=True)
        records, _ = _computed(function, [Column(distinct)], nulls, repeats=True)
        codes = pl.int_range(distinct.len(), eager=True, dtype=pl.UInt32)
        return Records(records, first.series.replace_strict(distinct, codes, return_dtype=pl.UInt32), height)
    records, places = _computed(function, columns, nulls)
    return Records(records, pl.Series(places, dtype=pl.UInt32), height)


def _computed(
    function: Callable[..., Record | None], columns: Sequence[Column], nulls: bool, *, repeats: bool = False
) -> tuple[list[Record], list[int]]:
    """The records of distinct rows and the place of each row's; with `repeats` one record for each row."""
    records: list[Record] = []
    places: list[int] = []
    known: dict[Hashable, int] = {}
    for values in _rows(columns):
        key = len(records) if repeats else tuple((type(v), tuple(v) if isinstance(v, list) else v) for v in values)
        if key not in known:
            known[key] = len(records)
            missing = not nulls and None in values
            records.append((None if missing else function(*values)) or _NOTHING)
        places.append(known[key])
    return records, places


def _rows(columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    return zip(*map(_values, columns), strict=True)


def _values(column: Column) -> list[Any]:
    if column.unit is not None:
        return _values(Column(column.unit)) * len(column)
    values = column.series.to_list()
    if column.kind is Kind.MULTI:
        return [v[0] if v is not None and len(v) == 1 else v for v in values]
    return values


def laid_over(table: Table, columns: Mapping[str, Column]) -> Table:
    """The table with the values of these columns; where one is null the table's own value stays (R4)."""
    return table.with_columns({name: _over(column, table, name) for name, column in columns.items()})


def _over(column: Column, table: Table, name: str) -> Column:
    return coalesce([column, table.column(name)]) if name in table else column
