"""Spans: the widths of time buckets, `1h`, `1d@d`, `1w@w1`, `1mon`, and the bucket that an instant falls into.

Buckets tile time.  Where they are anchored depends on the width, and this module is the only place that knows:
elapsed units count from the epoch, days and weeks from local midnight of the epoch's day (a Thursday), months from
January 1970; a snap moves the anchor (`1w@w1`: Mondays; `4h@d`: each local midnight anew).

Undecided: the anchor of several days or months without a snap, and a snap narrower than its buckets (`3h@h`), which
changes nothing here.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from harness.frozen import frozen
from harness.timerange.units import (
    DAY_S,
    MICROSECONDS,
    Unit,
    UnitKind,
    add,
    find_unit,
    local_day,
    local_month,
    snap,
    start_of_day,
    start_of_month,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_SPAN = re.compile(r"(?P<count>\d*)(?P<unit>[A-Za-z]*)(@(?P<snap>[A-Za-z]+)(?P<weekday>\d?))?")
_SUNDAY = 3
"""The number of the first Sunday since 1970-01-01, which was a Thursday."""


@frozen
class TimeSpan:
    """A bucket width: `count` units, with the unit that its buckets snap to, if one is written."""

    count: int
    unit: Unit
    snap_to: Unit | None = None
    weekday: int = 0

    @property
    def seconds(self) -> float | None:
        """The width in seconds, a day being 24 hours; None for months, quarters and years."""
        each = self.unit.seconds
        return None if each is None else self.count * each

    def floor(self, epoch_s: float, zone: ZoneInfo) -> float:
        """The start of the bucket that `epoch_s` falls into.

        Raises: OverflowError outside the years 1 to 9999.
        """
        if self.unit.kind is UnitKind.MONTH:
            width = self.count * self.unit.size
            return start_of_month(local_month(epoch_s, zone) // width * width, zone)
        if self.unit.kind is UnitKind.DAY:
            width, anchor = self.count * self.unit.size, self._first_day
            return start_of_day((local_day(epoch_s, zone) - anchor) // width * width + anchor, zone)
        restart = self._restart
        anchor_s = 0.0 if restart is None else snap(epoch_s, restart, zone, self.weekday)
        return anchor_s + _floor(epoch_s - anchor_s, self.count * self.unit.size)

    def next_start(self, start: float, zone: ZoneInfo) -> float:
        """The start of the bucket behind the one that starts at `start`."""
        following = add(start, self.count, self.unit, zone)
        if self._restart is None:
            return following
        anchor = snap(following, self._restart, zone, self.weekday)
        return anchor if anchor > start else following

    def tiling(self, zone: ZoneInfo) -> tuple[float, float] | None:
        """Width and anchor in seconds if every bucket starts at anchor + k × width; None where a calendar decides."""
        if self.unit.kind is UnitKind.ELAPSED:
            return (self.count * self.unit.size / MICROSECONDS, 0.0) if self._restart is None else None
        if self.unit.kind is UnitKind.DAY and zone.key in ("UTC", "Etc/UTC"):
            return float(self.count * self.unit.size * DAY_S), float(self._first_day * DAY_S)
        return None

    @property
    def _restart(self) -> Unit | None:
        """The unit at whose start the tiling begins anew: a snap wider than the buckets."""
        if self.snap_to is None or self.unit.kind is not UnitKind.ELAPSED:
            return None
        is_wider = self.snap_to.kind is not UnitKind.ELAPSED or self.snap_to.size > self.count * self.unit.size
        return self.snap_to if is_wider else None

    @property
    def _first_day(self) -> int:
        return _SUNDAY + self.weekday if self.snap_to is not None and self.snap_to.name == "w" else 0

    def __str__(self) -> str:
        snapped = "" if self.snap_to is None else f"@{self.snap_to.name}{self.weekday or ''}"
        return f"{self.count}{self.unit.name}{snapped}"


def _floor(seconds: float, size_us: int) -> float:
    if size_us % MICROSECONDS:
        return round(seconds * MICROSECONDS) // size_us * size_us / MICROSECONDS
    width = size_us // MICROSECONDS
    return float(math.floor(seconds) // width * width)


@lru_cache(maxsize=512)
def parse_span(text: str) -> TimeSpan:
    """Reads a span; a number without a unit counts seconds, a unit that snaps counts one without a number: `w@w1`.

    Raises: ValueError with one sentence that names what is wrong.
    """
    match = _SPAN.fullmatch(text.strip())
    if match is None or not (match["count"] or (match["unit"] and match["snap"])):
        raise ValueError(f'invalid span "{text}"; write a number and a unit, such as 10m, 1h, 1d@d or 1mon')
    count = int(match["count"] or 1)
    if count == 0:
        raise ValueError(f'invalid span "{text}": a span is at least 1')
    unit = find_unit(match["unit"] or "s")
    if match["snap"] is None:
        return TimeSpan(count, unit)
    return TimeSpan(count, unit, *_snap_of(count, unit, match))


def _snap_of(count: int, unit: Unit, match: re.Match[str]) -> tuple[Unit, int]:
    text, snap_to = match.string, find_unit(match["snap"])
    weekday = int(match["weekday"] or "0")
    if match["weekday"] and (snap_to.name != "w" or weekday > 7):
        raise ValueError(f'invalid span "{text}": only @w takes a number, 0 to 7')
    if unit.kind is not UnitKind.ELAPSED and (snap_to.kind is not unit.kind or count * unit.size % snap_to.size):
        raise ValueError(f'invalid span "{text}": buckets of {count}{unit.name} cannot snap to {snap_to.name}')
    return snap_to, weekday % 7
