"""Where running aggregates start again, and which rows a window of time holds.

Segments: a condition or a change of the BY values starts a new segment; rows of different segments do not see each
other.  Windows of time: a row sees the rows at most so long before it (or after it, in descending order of time); the
far edge is open, the own row belongs to it.  Months are those of the calendar; `window` keeps the last so many of them.

Source: Search Reference, "streamstats"; the open edge and the need for order were measured (Splunk 10.4.2).
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from harness import data
from harness.data import Column, Table, Value
from harness.frozen import frozen
from harness.timerange import TimeSpan, parse_time_modifier

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from zoneinfo import ZoneInfo

MOST_WINDOW_ROWS = 5_000_000
"""How many pairs of a row and a row that it sees are computed at most."""


def segments(table: Table, before: Column | None, after: Column | None, changing: Sequence[str]) -> Column:
    """A number for each row that is the same within a segment.

    `before` starts a segment with its row, `after` with the next one; `changing` are the fields whose change starts
    one.  A row that lacks one of them starts none.
    """
    starts = [False] * table.height
    for column, offset in ((before, 0), (after, 1)):
        if column is not None:
            for row, value in enumerate(column.values()):
                if value is True and row + offset < table.height:
                    starts[row + offset] = True
    for row in _changes(table, changing):
        starts[row] = True
    return Column.of(list(accumulate(int(start) for start in starts)))


def _changes(table: Table, changing: Sequence[str]) -> list[int]:
    if not changing:
        return []
    found: list[int] = []
    last: list[Value] | None = None
    keys = zip(*(data.texts(table.column(name)).values() for name in changing), strict=True)
    for row, key in enumerate(map(list, keys)):
        if None in key:
            continue
        if last is not None and key != last:
            found.append(row)
        last = key
    return found


@frozen
class Windows:
    """What each row sees: `rows[i]` is a row that `owners[i]` sees; `grouped` tells which rows are in a group."""

    rows: list[int]
    owners: list[int]
    grouped: list[bool]

    def places(self, owners: Sequence[Value]) -> list[int]:
        """For each row its place among results for these owners, behind which stand those for "nothing" and "none"."""
        place = {owner: i for i, owner in enumerate(owners)}
        nothing, none = len(owners), len(owners) + 1
        return [place.get(row, nothing) if grouped else none for row, grouped in enumerate(self.grouped)]


def in_order(times: Sequence[float]) -> bool:
    """Whether times never fall or never rise."""
    rises = all(earlier <= later for earlier, later in pairwise(times))
    return rises or all(earlier >= later for earlier, later in pairwise(times))


@frozen
class TimeWindow:
    """How far a row sees: a span of time, and with `most` no more than so many rows (0: any number).

    `is_global`: these rows are counted among all rows, not among those of the row's group.
    """

    span: TimeSpan
    zone: ZoneInfo
    most: int = 0
    is_global: bool = True
    current: bool = True

    def reach(self, time: float, *, rises: bool) -> float:
        """The edge of what a row of this time sees, which lies behind it in the order of the rows."""
        seconds = self.span.seconds
        if seconds is not None:
            return time - seconds if rises else time + seconds
        sign = "-" if rises else "+"
        return parse_time_modifier(f"{sign}{self.span.count}{self.span.unit.name}").resolve(time, self.zone)

    def least(self, row: int, place: int, members: Sequence[int]) -> int:
        """The first of the group's members that the number of rows allows."""
        if not self.most:
            return 0
        if self.is_global:
            return bisect_left(members, row - self.most + self.current)
        return max(0, place - self.most + self.current)


def windows(table: Table, keys: Sequence[str], times: Sequence[float], window: TimeWindow) -> Windows:
    """The rows that each row sees in its group, itself included with `current`."""
    groups: dict[tuple[Hashable, ...], list[int]] = {}
    columns = [_keys(table.column(name)) for name in keys]
    for row, key in enumerate(zip(*columns, strict=True) if columns else [()] * table.height):
        if None not in key:
            groups.setdefault(key, []).append(row)
    found = Windows([], [], [False] * table.height)
    rises = not times or times[0] <= times[-1]
    for members in groups.values():
        _fill(found, members, times, window, rises=rises)
    return found


def _keys(column: Column) -> list[Hashable]:
    values = data.texts(column).values()
    return [tuple(value) if isinstance(value, list) else value for value in values]


def _fill(found: Windows, members: Sequence[int], times: Sequence[float], window: TimeWindow, *, rises: bool) -> None:
    first = 0
    for place, row in enumerate(members):
        edge = window.reach(times[row], rises=rises)
        while first < place and (times[members[first]] <= edge if rises else times[members[first]] >= edge):
            first += 1
        seen = members[max(first, window.least(row, place, members)) : place + window.current]
        found.rows.extend(seen)
        found.owners.extend([row] * len(seen))
        found.grouped[row] = True
