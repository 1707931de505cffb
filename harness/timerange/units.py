"""The units of time that SPL can write, and how each one is stepped over and snapped to.

Three kinds differ in arithmetic, and nothing else in this room decides between them: *elapsed* units (microsecond to
hour) are so many seconds on the clock that never jumps; *day* units (day, week) and *month* units (month, quarter,
year) move the local calendar and keep the time of day, whatever daylight saving does in between.

Invariant: snapping never goes up.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import Enum
from typing import TYPE_CHECKING

from harness.frozen import frozen

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECONDS = 1_000_000
DAY_S = 86_400


class UnitKind(Enum):
    """How a unit is added: as elapsed time, as calendar days or as calendar months."""

    ELAPSED = "elapsed"
    DAY = "day"
    MONTH = "month"


@frozen
class Unit:
    """One unit of time; `size` counts microseconds, days or months, as its kind says."""

    name: str
    kind: UnitKind
    size: int

    @property
    def seconds(self) -> float | None:
        """Its length in seconds, a day being 24 hours; None for the units of the month kind."""
        if self.kind is UnitKind.ELAPSED:
            return self.size / MICROSECONDS
        return float(self.size * DAY_S) if self.kind is UnitKind.DAY else None


_SPELLINGS = {
    "us": (UnitKind.ELAPSED, 1, ""),
    "ms": (UnitKind.ELAPSED, 1_000, ""),
    "cs": (UnitKind.ELAPSED, 10_000, ""),
    "ds": (UnitKind.ELAPSED, 100_000, ""),
    "s": (UnitKind.ELAPSED, MICROSECONDS, "sec secs second seconds"),
    "m": (UnitKind.ELAPSED, 60 * MICROSECONDS, "min mins minute minutes"),
    "h": (UnitKind.ELAPSED, 3_600 * MICROSECONDS, "hr hrs hour hours"),
    "d": (UnitKind.DAY, 1, "day days"),
    "w": (UnitKind.DAY, 7, "week weeks"),
    "mon": (UnitKind.MONTH, 1, "month months"),
    "q": (UnitKind.MONTH, 3, "qtr qtrs quarter quarters"),
    "y": (UnitKind.MONTH, 12, "yr yrs year years"),
}
UNITS: dict[str, Unit] = {
    spelling: Unit(name, kind, size)
    for name, (kind, size, others) in _SPELLINGS.items()
    for spelling in (name, *others.split())
}
"""Every spelling of every unit."""


def find_unit(text: str) -> Unit:
    """The unit that `text` spells.

    Raises: ValueError with the spellings that exist.
    """
    if text in UNITS:
        return UNITS[text]
    if text.lower() in UNITS:
        raise ValueError(f'unknown time unit "{text}": units are written in lower case ("{text.lower()}")')
    raise ValueError(f'unknown time unit "{text}": the units are {", ".join(_SPELLINGS)}')


def local_time(epoch_s: float, zone: tzinfo) -> datetime:
    """The whole second of `epoch_s` on the local clock.

    Raises: OverflowError outside the years 1 to 9999.
    """
    return (EPOCH + timedelta(seconds=math.floor(epoch_s))).astimezone(zone)


def epoch_of(local: datetime) -> float:
    """The instant of a local time; one that a clock change skips counts on from before the change."""
    return (local - EPOCH).total_seconds()


def add(epoch_s: float, count: int, unit: Unit, zone: ZoneInfo) -> float:
    """`epoch_s` moved by `count` units.

    A day is a calendar day: the time of day stays, even over a clock change.  A month keeps the day of the month, or
    takes the last day where the month has no such day.

    Undecided: what Splunk does with the 31st and a shorter month (`spl_semantics` 9, probe 46).
    """
    if not count:
        return epoch_s
    if unit.kind is UnitKind.ELAPSED:
        return epoch_s + count * (unit.size / MICROSECONDS)
    local = local_time(epoch_s, zone)
    fraction = epoch_s - math.floor(epoch_s)
    if unit.kind is UnitKind.DAY:
        moved = local + timedelta(days=count * unit.size)
    else:
        moved = _add_months(local, count * unit.size)
    return epoch_of(moved.replace(fold=0)) + fraction


def _add_months(local: datetime, count: int) -> datetime:
    year, month = divmod(local.year * 12 + local.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("the year is out of range")
    return local.replace(year=year, month=month + 1, day=min(local.day, _last_day(year, month + 1)))


def _last_day(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day


def snap(epoch_s: float, unit: Unit, zone: ZoneInfo, weekday: int = 0) -> float:
    """The start of the unit that `epoch_s` lies in, by the local clock; weeks start on `weekday`, 0 being Sunday."""
    local = local_time(epoch_s, zone)
    if unit.kind is UnitKind.ELAPSED:
        return _snap_elapsed(epoch_s, unit.size, local)
    if unit.name == "w":
        local -= timedelta(days=(local.isoweekday() - weekday) % 7)
    elif unit.kind is UnitKind.MONTH:
        local = local.replace(month=(local.month - 1) // unit.size * unit.size + 1, day=1)
    return epoch_of(local.replace(hour=0, minute=0, second=0, fold=0))


def _snap_elapsed(epoch_s: float, size: int, local: datetime) -> float:
    offset = local.utcoffset() or timedelta()
    if size < MICROSECONDS:
        return round(epoch_s * MICROSECONDS) // size * size / MICROSECONDS
    seconds, offset_s = size // MICROSECONDS, int(offset.total_seconds())
    return float((math.floor(epoch_s) + offset_s) // seconds * seconds - offset_s)


def local_day(epoch_s: float, zone: ZoneInfo) -> int:
    """The number of the local day, 1970-01-01 being 0."""
    return local_time(epoch_s, zone).date().toordinal() - EPOCH.toordinal()


def start_of_day(day: int, zone: ZoneInfo) -> float:
    """The instant at which local day number `day` starts."""
    start = date.fromordinal(EPOCH.toordinal() + day)
    return epoch_of(datetime(start.year, start.month, start.day, tzinfo=zone))


def local_month(epoch_s: float, zone: ZoneInfo) -> int:
    """The number of the local month, January 1970 being 0."""
    local = local_time(epoch_s, zone)
    return (local.year - 1970) * 12 + local.month - 1


def start_of_month(month: int, zone: ZoneInfo) -> float:
    """The instant at which local month number `month` starts."""
    year, number = divmod(month, 12)
    return epoch_of(datetime(1970 + year, number + 1, 1, tzinfo=zone))
