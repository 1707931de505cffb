"""When a deployed search runs, and over which time.

The scheduler dispatches a search at the times of its cron schedule; the earliest and latest time of its deployment
are resolved against the scheduled time, not against the moment at which a busy scheduler comes to it.  A schedule
window only allows that delay, so it has no effect on the results and none here.

Source: Splunk, "Use cron expressions for alert scheduling"; savedsearches.conf, `cron_schedule`, `schedule_window`.
Undecided: which days match when both day of month and day of week are restricted (here: either, as in cron); whether
a local time that occurs twice in an autumn night runs twice (here: once, the first).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from harness.frozen import frozen
from harness.timerange import TimeRange, resolve_range

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from harness.detections.model import Deployment, Scheduling

_LONGEST_WAIT = timedelta(days=8 * 366)
"""From one 29 February to the next there can be eight years (1896 to 1904)."""


@frozen
class _Part:
    name: str
    lowest: int
    highest: int


_PARTS = (
    _Part("minute", 0, 59),
    _Part("hour", 0, 23),
    _Part("day of month", 1, 31),
    _Part("month", 1, 12),
    _Part("day of week", 0, 7),
)


@frozen
class CronSchedule:
    """The times of a five-field cron expression; every field is the set of its values."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either_day: bool

    def previous(self, epoch_s: float, zone: ZoneInfo) -> float | None:
        """The last time of the schedule at or before `epoch_s`, in epoch seconds; None if there never is one."""
        limit = datetime.fromtimestamp(epoch_s, zone).replace(tzinfo=None)
        return self._nearest(limit, zone, backwards=True)

    def following(self, epoch_s: float, zone: ZoneInfo) -> float | None:
        """The first time of the schedule after `epoch_s`, in epoch seconds; None if there never is one."""
        limit = datetime.fromtimestamp(epoch_s, zone).replace(tzinfo=None, second=0, microsecond=0)
        return self._nearest(limit + timedelta(minutes=1), zone, backwards=False)

    def _nearest(self, limit: datetime, zone: ZoneInfo, *, backwards: bool) -> float | None:
        for day in _days_from(limit.date(), backwards=backwards):
            if not self._runs_on(day):
                continue
            for moment in self._moments(day, backwards=backwards):
                within = moment <= limit if backwards else moment >= limit
                if within and (found := _epoch(moment, zone)) is not None:
                    return found
        return None

    def _moments(self, day: date, *, backwards: bool) -> Iterator[datetime]:
        for hour in sorted(self.hours, reverse=backwards):
            for minute in sorted(self.minutes, reverse=backwards):
                yield datetime(day.year, day.month, day.day, hour, minute)

    def _runs_on(self, day: date) -> bool:
        by_month_day, by_weekday = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        matches = by_month_day or by_weekday if self.either_day else by_month_day and by_weekday
        return day.month in self.months and matches


def parse_cron(text: str) -> CronSchedule:
    """The schedule that a five-field cron expression writes.

    Raises: ValueError with one sentence when it is none.
    """
    fields = text.split()
    if len(fields) != len(_PARTS):
        raise ValueError(
            f'"{text}" has {len(fields)} fields; a cron schedule has five: '
            "minute, hour, day of month, month, day of week"
        )
    minutes, hours, days, months, weekdays = map(_field_values, fields, _PARTS)
    restricted = not fields[2].startswith("*") and not fields[4].startswith("*")
    return CronSchedule(minutes, hours, days, months, frozenset(day % 7 for day in weekdays), restricted)


def _field_values(text: str, part: _Part) -> frozenset[int]:
    return frozenset(value for item in text.split(",") for value in _item_values(item, part))


def _item_values(item: str, part: _Part) -> range:
    base, slash, step = item.partition("/")
    if slash and not (step.isdecimal() and int(step) > 0):
        raise ValueError(f'"{item}": the step of a {part.name} is a whole number above 0, as in */5')
    first, last = _bounds(base, item, part)
    if slash and "-" not in base and base != "*":
        last = part.highest
    return range(first, last + 1, int(step or 1))


def _bounds(base: str, item: str, part: _Part) -> tuple[int, int]:
    if base == "*":
        return part.lowest, part.highest
    first, dash, last = base.partition("-")
    ends = (first, last if dash else first)
    if not all(end.isdecimal() for end in ends):
        raise ValueError(f'"{item}" is not a {part.name}: write a number, a range such as 1-5, a list, * or */5')
    low, high = int(ends[0]), int(ends[1])
    if not part.lowest <= low <= high <= part.highest:
        raise ValueError(f'"{item}": a {part.name} lies between {part.lowest} and {part.highest}')
    return low, high


def _days_from(day: date, *, backwards: bool) -> Iterator[date]:
    step = timedelta(days=-1 if backwards else 1)
    for passed in range(_LONGEST_WAIT.days):
        yield day + step * passed


def _epoch(moment: datetime, zone: ZoneInfo) -> float | None:
    """Epoch seconds of a local time, None for one that a clock change leaves out."""
    epoch_s = moment.replace(tzinfo=zone).timestamp()
    return epoch_s if datetime.fromtimestamp(epoch_s, zone).replace(tzinfo=None) == moment else None


@frozen
class Dispatch:
    """One scheduled run: `now` of the search, and its time range."""

    scheduled_s: float
    time_range: TimeRange


def dispatch(scheduling: Scheduling, now: float, zone: ZoneInfo) -> Dispatch:
    """The last run at or before `now` of a search with this schedule.

    Raises: ValueError when the schedule or one of its times cannot be read, or when it never runs.
    """
    scheduled_s = parse_cron(scheduling.cron_schedule).previous(now, zone)
    if scheduled_s is None:
        raise ValueError(f'the schedule "{scheduling.cron_schedule}" names no day that exists')
    return Dispatch(scheduled_s, _window(scheduling, scheduled_s, zone))


def dispatch_window(deployment: Deployment, now: float, zone: ZoneInfo) -> TimeRange:
    """The time range of a run that is scheduled at exactly `now`.

    Raises: ValueError when one of the deployment's times cannot be read.
    """
    return _window(deployment.scheduling, now, zone)


def _window(scheduling: Scheduling, scheduled_s: float, zone: ZoneInfo) -> TimeRange:
    return resolve_range(scheduling.earliest_time, scheduling.latest_time, scheduled_s, zone)
