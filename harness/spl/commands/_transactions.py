"""Which events belong to one transaction.

The events come newest first, and each is looked at once.  It belongs to the open transaction that shares the value of a
field with it and contradicts it in none; else it opens one.  A transaction therefore grows from its end to its start:
an event that `endswith` describes opens it, one that `startswith` describes closes it.

Rules (Search Reference, transaction; Spl 6.12)
- A transaction holds a value for a field as soon as one of its events has one; events that have other fields in common
  join it too.  Of several open transactions that fit, the one that grew last takes the event.
- An event that would make it as long as `maxspan` or longer, or leaves a gap of more than `maxpause`, closes it and
  opens another one.  The one that fills it up to `maxevents` closes it too.
- With `endswith` only such an event opens a transaction; other events outside of open ones are orphans.
- With `startswith` a transaction that never meets its start is evicted, else it is complete.
- Closed are those that maxspan, maxpause, maxevents or their start closed; what is open when the events end is not.
Undecided: a gap of exactly `maxpause` (it fits), an event that is both an end and the start of an open transaction
(its start), an event without any of the fields (an orphan).
Cost: linear in the events and their fields.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Key = tuple[int, str]
"""A field, by number, and its value."""


@dataclass(frozen=True, slots=True)
class TransactionRules:
    """The limits of a transaction; None is no limit.  Units: seconds."""

    maxspan: float | None
    maxpause: float | None
    maxevents: int
    maxopentxn: int
    maxopenevents: int


@dataclass(slots=True)
class Transaction:
    """The events of one transaction, newest first."""

    number: int
    newest: float
    oldest: float
    rows: list[int] = field(default_factory=list)
    values: dict[int, str] = field(default_factory=dict)
    is_full: bool = False
    has_start: bool = False
    is_evicted: bool = False
    is_closed: bool = False


class Assembly:
    """Puts events into transactions."""

    __slots__ = ("_by_key", "_events", "_open", "done", "ends", "is_keyed", "orphans", "rules", "starts")

    def __init__(
        self, rules: TransactionRules, starts: Sequence[bool] | None, ends: Sequence[bool] | None, *, is_keyed: bool
    ) -> None:
        self.rules = rules
        self.starts = starts
        self.ends = ends
        self.is_keyed = is_keyed
        self.done: list[Transaction] = []
        self.orphans: list[int] = []
        self._open: OrderedDict[int, Transaction] = OrderedDict()
        self._by_key: dict[Key, set[int]] = {}
        self._events = 0

    def add(self, row: int, time: float, keys: Sequence[Key]) -> None:
        """Puts the next event, by its row number, into a transaction or among the orphans."""
        is_start = self.starts is not None and self.starts[row]
        is_end = self.ends is not None and self.ends[row]
        found = self._matching(keys)
        if found is not None and (not self._fits(found, time) or (is_end and not is_start)):
            found.is_closed = not self._fits(found, time)
            self._finish(found)
            found = None
        if found is None:
            if (self.is_keyed and not keys) or (self.ends is not None and not is_end):
                self.orphans.append(row)
                return
            found = self._opened(row, time)
        self._grow(found, row, time, keys)
        found.has_start = is_start
        found.is_full = len(found.rows) >= self.rules.maxevents
        if is_start or found.is_full:
            found.is_closed = True
            self._finish(found)
        else:
            self._limit()

    def finish(self) -> list[Transaction]:
        """Every transaction, after the last event."""
        for transaction in list(self._open.values()):
            self._finish(transaction)
        return self.done

    def _matching(self, keys: Sequence[Key]) -> Transaction | None:
        if not self.is_keyed:
            return next(reversed(self._open.values()), None)
        numbers = {number for key in keys for number in self._by_key.get(key, ())}
        fitting = [self._open[number] for number in numbers if self._agrees(self._open[number], keys)]
        return min(fitting, key=lambda transaction: (transaction.oldest, -transaction.number), default=None)

    def _agrees(self, transaction: Transaction, keys: Sequence[Key]) -> bool:
        return all(transaction.values.get(name, value) == value for name, value in keys)

    def _fits(self, transaction: Transaction, time: float) -> bool:
        span, pause = self.rules.maxspan, self.rules.maxpause
        if span is not None and transaction.newest - time >= span:
            return False
        return pause is None or transaction.oldest - time <= pause

    def _opened(self, row: int, time: float) -> Transaction:
        transaction = self._open[row] = Transaction(row, time, time)
        return transaction

    def _grow(self, transaction: Transaction, row: int, time: float, keys: Sequence[Key]) -> None:
        transaction.rows.append(row)
        transaction.oldest = min(transaction.oldest, time)
        transaction.newest = max(transaction.newest, time)
        self._open.move_to_end(transaction.number)
        self._events += 1
        for name, value in keys:
            if name not in transaction.values:
                transaction.values[name] = value
                self._by_key.setdefault((name, value), set()).add(transaction.number)

    def _finish(self, transaction: Transaction) -> None:
        transaction.is_evicted = transaction.is_evicted or (self.starts is not None and not transaction.has_start)
        del self._open[transaction.number]
        self._events -= len(transaction.rows)
        for key in transaction.values.items():
            numbers = self._by_key[key]
            numbers.discard(transaction.number)
            if not numbers:
                del self._by_key[key]
        self.done.append(transaction)

    def _limit(self) -> None:
        """Evicts what has not grown for the longest time where too much is open."""
        for transaction in list(self._oldest()):
            transaction.is_evicted = True
            self._finish(transaction)

    def _oldest(self) -> Iterator[Transaction]:
        transactions, events = len(self._open), self._events
        for transaction in self._open.values():
            if transactions <= self.rules.maxopentxn and events <= self.rules.maxopenevents:
                return
            transactions -= 1
            events -= len(transaction.rows)
            yield transaction
