"""The series table: every combination of an index and dimensions that the store has met, numbered.

A data point carries the number of its series and nothing else that is text.  Whatever a search asks of dimensions
(a filter, a BY clause) is answered on this table, which is small, and then gathered to the points by number.

Invariants
- Numbers are dense, start at 0 and never change: row `n` of `table()` is series `n`.
- A series has no empty dimension value; what a point lacks is null in the table.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl

from harness.data.column import Column
from harness.data.ordering import group_order
from harness.data.table import Table
from harness.spl.sources import SeriesGroups

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

INDEX = "index"
TIME_SERIES = "_timeseries"
"""The dimensions of a series as one text, for grouping.  Undecided: how Splunk writes it; JSON here."""
ROW = "\0row"


class SeriesTable:
    """A growing, dictionary-encoded table of series."""

    __slots__ = ("_groups", "_numbers", "_rows", "_table")

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, frozenset[tuple[str, str]]], int] = {}
        self._rows: list[tuple[str, Mapping[str, str]]] = []
        self._table: Table | None = None
        self._groups: dict[tuple[tuple[str, ...], str | None], SeriesGroups] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def number(self, index: str, dimensions: Mapping[str, str]) -> int:
        """The number of the series with exactly these dimensions, which is made when it is new.

        Input: dimensions without empty values; their order does not matter.
        """
        key = (index, frozenset(dimensions.items()))
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._rows)
            self._rows.append((index, dict(dimensions)))
            self._table = None
            self._groups.clear()
        return number

    def entries(self) -> Sequence[tuple[str, Mapping[str, str]]]:
        """The index and the dimensions of each series, by number."""
        return self._rows

    def table(self) -> Table:
        """One row for each series: `index`, then its dimensions in the order in which they were first met."""
        if self._table is None:
            columns = {name: Column(values) for name, values in self._series().items()}
            self._table = Table(columns, len(self._rows))
        return self._table

    def group(self, by: Sequence[str], fill: str | None) -> SeriesGroups:
        """The series grouped by dimensions; see `SeriesGroups`.

        Cost: linear in the number of series, once for each grouping until the table grows.
        """
        key = (tuple(by), fill)
        if key not in self._groups:
            table = self.table()
            if TIME_SERIES in by:
                table = table.with_column(TIME_SERIES, Column(self._written()))
            self._groups[key] = group_series(table, key[0], fill)
        return self._groups[key]

    def _written(self) -> pl.Series:
        """Each series as one text: its dimensions as JSON, sorted by name."""
        texts = (json.dumps(dimensions, sort_keys=True, ensure_ascii=False) for _, dimensions in self._rows)
        return pl.Series(list(texts), dtype=pl.String)

    def _series(self) -> dict[str, pl.Series]:
        names = dict.fromkeys(name for _, dimensions in self._rows for name in dimensions)
        columns = {INDEX: pl.Series([index for index, _ in self._rows], dtype=pl.String)}
        for name in names:
            columns[name] = pl.Series([dimensions.get(name) for _, dimensions in self._rows], dtype=pl.String)
        return columns


def group_series(table: Table, by: tuple[str, ...], fill: str | None) -> SeriesGroups:
    """Groups the rows of a series table; without `by` all of them are one group."""
    if not by:
        return SeriesGroups(Column(_zeros(table.height)), Table({}, 1))
    frame = pl.DataFrame({name: _texts(table, name, fill) for name in dict.fromkeys(by)})
    keys = _in_order(frame.lazy().drop_nulls().unique().collect(engine="in-memory"))
    numbered = keys.with_row_index(ROW)
    ids = frame.join(numbered, on=frame.columns, how="left", maintain_order="left").get_column(ROW)
    columns = {name: Column(keys.get_column(name)) for name in frame.columns}
    return SeriesGroups(Column(ids), Table(columns, keys.height))


def _in_order(keys: pl.DataFrame) -> pl.DataFrame:
    return keys[group_order([Column(keys.get_column(name)) for name in keys.columns])]


def _texts(table: Table, name: str, fill: str | None) -> pl.Series:
    series = table.column(name).series.cast(pl.String)
    return series if fill is None else series.fill_null(fill)


def _zeros(height: int) -> pl.Series:
    return pl.Series([0], dtype=pl.UInt32).new_from_index(0, height)
