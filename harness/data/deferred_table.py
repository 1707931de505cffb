"""A table that computes most of its columns only when somebody asks for one of them.

The idea: what is to be added to rows depends on each row alone, so rows can be filtered, taken and counted before
anything is added, and only the rows that are left are worked on.

Invariants
- `complete` keeps the rows and their order; for a table of some of the rows it gives the same as for all of them.
- A column of `base` that is not in `changing` keeps the values that it has; only its nulls may be filled.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from harness.data.column import Column, Kind
from harness.data.table import Table

if TYPE_CHECKING:
    import polars as pl


class DeferredTable(Table):
    """The rows of `base` with what `complete` adds to them; `changing` are columns that it may replace, None: any."""

    __slots__ = ("_base", "_changing", "_complete", "_whole")

    def __init__(self, base: Table, complete: Callable[[Table], Table], changing: Collection[str] | None = ()) -> None:
        self._base = base
        self._complete = complete
        self._changing = changing
        self._whole: dict[str, Column] | None = None
        self.height = base.height

    @property
    def is_complete(self) -> bool:
        """Whether everything has been computed."""
        return self._whole is not None

    def held_bytes(self) -> int:
        """That of the base, until everything has been computed."""
        return self._base.held_bytes() if self._whole is None else super().held_bytes()

    @property
    def _columns(self) -> dict[str, Column]:  # type: ignore[override]
        if self._whole is None:
            self._whole = dict(self._complete(self._base).columns)
        return self._whole

    def _is_settled(self, name: object) -> bool:
        if self._whole is not None or self._changing is None or name in self._changing or not isinstance(name, str):
            return False
        return name in self._base and not self._base.column(name).has_nulls

    def __contains__(self, name: object) -> bool:
        return self._is_settled(name) or super().__contains__(name)

    def column(self, name: str) -> Column:
        """The column of this name; computes nothing where the rows have it already."""
        return self._base.column(name) if self._is_settled(name) else super().column(name)

    def filter(self, mask: Column) -> Table:
        """The rows for which a BOOL column is true; nothing is computed for the others."""
        if self._whole is not None:
            return super().filter(mask)
        if mask.kind is Kind.BOOL and mask.unit is not None and mask.unit.item() is True:
            return self
        return self._of(self._base.filter(mask))

    def take(self, rows: Sequence[int] | pl.Series) -> Table:
        """The rows of these numbers."""
        return super().take(rows) if self._whole is not None else self._of(self._base.take(rows))

    def slice(self, offset: int, length: int | None = None) -> Table:
        """`length` rows from row `offset` on."""
        if self._whole is not None:
            return super().slice(offset, length)
        return self._of(self._base.slice(offset, length))

    def _of(self, base: Table) -> Table:
        return DeferredTable(base, self._complete, self._changing)

    def __reduce__(self) -> tuple[Any, ...]:
        return Table, (self._columns, self.height)
