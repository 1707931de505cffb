"""Several events made one: what `transaction` makes of the fields of its events.

A field holds the different values of all events, sorted by code points; in a list (`mvlist`) it holds the value of
each event from the oldest to the newest, and a text in the place of a missing one.  `_raw` is the texts of all events,
oldest first, one below the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Column, SortKey, Table, sort_rows
from harness.data.collecting import collected, collected_in_order
from harness.data.ordering import joined_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.spl.commands._transactions import Transaction

_TRUE = ("t", "true", "1")
_FALSE = ("f", "false", "0")


class Merger:
    """Makes rows of transactions."""

    __slots__ = ("listed", "mvraw", "names", "nullstr", "rows", "times")

    def __init__(self, rows: Table, times: Sequence[float], mvlist: str, nullstr: str, *, mvraw: bool) -> None:
        self.rows = rows
        self.times = times
        self.names = [name for name in rows.names if not name.startswith("_")]
        self.listed = _listed(mvlist, self.names)
        self.nullstr = nullstr
        self.mvraw = mvraw

    def table(self, transactions: Sequence[tuple[Transaction, int]], orphans: Sequence[int]) -> Table:
        """One row for each transaction and each orphan, newest first."""
        chronological = [sorted(t.rows, key=lambda row: (self.times[row], -row)) for t, _ in transactions]
        members = [row for rows in chronological for row in rows]
        owners = [number for number, rows in enumerate(chronological) for _ in rows]
        columns = {"_time": Column.of([t.oldest for t, _ in transactions])}
        if "_raw" in self.rows:
            raw = collected_in_order(self.rows.column("_raw"), members, owners, len(chronological))
            columns["_raw"] = raw if self.mvraw else joined_texts(raw)
        for name in self.names:
            columns[name] = self._values(name, members, owners, len(chronological))
        columns["duration"] = Column.of([t.newest - t.oldest for t, _ in transactions])
        columns["eventcount"] = Column.of([len(t.rows) for t, _ in transactions])
        columns["closed_txn"] = Column.of([closed for _, closed in transactions])
        made = Table(columns, len(transactions))
        if orphans:
            alone = self.rows.take(list(orphans))
            made = made.concat(alone.with_column("_txn_orphan", Column.constant(1, alone.height)))
        return sort_rows(made, [SortKey("_time", descending=True, mode="num")])

    def _values(self, name: str, rows: Sequence[int], owners: Sequence[int], height: int) -> Column:
        if name in self.listed:
            return collected_in_order(self.rows.column(name), rows, owners, height, self.nullstr)
        return collected(self.rows.column(name), rows, owners, height)


def _listed(mvlist: str, names: Sequence[str]) -> frozenset[str]:
    word = mvlist.strip().lower()
    if word in _TRUE or word in _FALSE:
        return frozenset(names if word in _TRUE else ())
    return frozenset(mvlist.replace(",", " ").split())
