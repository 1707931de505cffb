"""A table: the results that pass from one SPL command to the next.

Columns keep their order, rows keep theirs; a table is never changed, every method gives a new one that shares the
columns it kept.  A field that a row lacks is null in it; a field that no row has may be missing altogether.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import polars as pl

from harness.data.choosing import Chosen
from harness.data.column import Column, Kind, Value

RenderedRow: TypeAlias = dict[str, str | list[str]]
"""One result as Splunk prints it: texts, lists of texts for multivalues, nothing for null."""

DEFERRED_FROM = 4096
"""From so many rows on, columns of chosen rows are made when somebody looks at them: most are never looked at."""


class Table:
    """Rows × named columns; immutable."""

    __slots__ = ("_columns", "height")

    def __init__(self, columns: Mapping[str, Column], height: int | None = None) -> None:
        self._columns: dict[str, Column] = dict(columns)
        if height is None:
            height = len(next(iter(self._columns.values()))) if self._columns else 0
        self.height = height

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Value]]) -> Table:
        """A table of these rows; columns in order of first appearance."""
        listed = list(rows)
        names = dict.fromkeys(name for row in listed for name in row)
        return cls({name: Column.of(row.get(name) for row in listed) for name in names}, len(listed))

    def __len__(self) -> int:
        return self.height

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __repr__(self) -> str:
        return f"Table({self.height} rows: {', '.join(self._columns)})"

    def held_bytes(self) -> int:
        """How much memory the values take that have been made, in bytes; a column that nobody asked for takes none."""
        return sum(column.held_bytes() for column in self._columns.values())

    @property
    def names(self) -> list[str]:
        """The field names, in column order."""
        return list(self._columns)

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns by name, in column order."""
        return self._columns

    def column(self, name: str) -> Column:
        """The column of this name, or nulls where no row has the field."""
        found = self._columns.get(name)
        return Column.nulls(self.height) if found is None else found

    def with_column(self, name: str, column: Column) -> Table:
        """This table with one column added at the end, or replaced in its place."""
        return Table({**self._columns, name: column}, self.height)

    def with_columns(self, columns: Mapping[str, Column]) -> Table:
        """This table with columns added at the end, or replaced in their place."""
        return Table({**self._columns, **columns}, self.height)

    def without(self, names: Iterable[str]) -> Table:
        """This table without these fields."""
        dropped = set(names)
        return Table({n: c for n, c in self._columns.items() if n not in dropped}, self.height)

    def select(self, names: Sequence[str]) -> Table:
        """Exactly these columns in this order; a name that no row has gives a column of nulls."""
        return Table({name: self.column(name) for name in names}, self.height)

    def renamed(self, mapping: Mapping[str, str]) -> Table:
        """Columns under new names, each in its place; names that are not there are passed over.

        A column that already has one of the new names, and is not itself renamed, gives way.
        """
        moved = {new for old, new in mapping.items() if old in self._columns and old != new}
        kept = {
            mapping.get(name, name): column
            for name, column in self._columns.items()
            if name not in moved or name in mapping
        }
        return Table(kept, self.height)

    def filter(self, mask: Column) -> Table:
        """The rows for which a BOOL column is true; null counts as false."""
        if mask.kind is not Kind.BOOL:
            return self.slice(0, 0)
        if mask.unit is not None:
            return self if mask.unit.item() is True else self.slice(0, 0)
        kept = mask.series
        if self.height >= DEFERRED_FROM:
            return self._chosen(Chosen(mask=kept))
        return Table({n: c.keep(kept) for n, c in self._columns.items()}, int(kept.sum()))

    def _chosen(self, rows: Chosen) -> Table:
        return Table({n: c.choose(rows) for n, c in self._columns.items()}, rows.height)

    def take(self, rows: Sequence[int] | pl.Series) -> Table:
        """The rows of these numbers, in this order."""
        index = rows if isinstance(rows, pl.Series) else pl.Series(rows, dtype=pl.UInt32)
        if index.len() >= DEFERRED_FROM:
            return self._chosen(Chosen(numbers=index))
        return Table({n: c.take(index) for n, c in self._columns.items()}, index.len())

    def slice(self, offset: int, length: int | None = None) -> Table:
        """`length` rows from row `offset` on (0-based), or all from there."""
        columns = {n: c.slice(offset, length) for n, c in self._columns.items()}
        rest = max(0, self.height - offset)
        return Table(columns, rest if length is None else min(length, rest))

    def mapped(self, change: Callable[[Column], Column]) -> Table:
        """This table with every column replaced by `change(column)`."""
        return Table({n: change(c) for n, c in self._columns.items()}, self.height)

    def concat(self, other: Table) -> Table:
        """The rows of this table and then those of `other`; fields are the union, missing ones null."""
        from harness.data.building import concat_columns

        names = dict.fromkeys([*self._columns, *other.names])
        columns = {n: concat_columns(self.column(n), other.column(n)) for n in names}
        return Table(columns, self.height + other.height)

    def rows(self) -> list[RenderedRow]:
        """The rows as Splunk prints them; see `RenderedRow`."""
        from harness.data.rendering import render_rows

        return render_rows(self)
