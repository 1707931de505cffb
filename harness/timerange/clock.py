"""The one place that asks what time it is.

Everything else is handed a `now` or a `Clock`, so that a search, a scenario and a report can be repeated.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from harness.frozen import frozen
from harness.timerange.modifier import parse_time_modifier
from harness.timerange.units import EPOCH, epoch_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Something that knows the time in epoch seconds."""

    def now(self) -> float:
        """The current time in epoch seconds."""


@frozen
class SystemClock:
    """The clock of the machine."""

    def now(self) -> float:
        """The current time in epoch seconds, with microseconds."""
        return time.time()


@frozen
class FixedClock:
    """A clock that stands still at `epoch_s`."""

    epoch_s: float

    def now(self) -> float:
        """The instant that it was set to."""
        return self.epoch_s


def parse_instant(text: str, clock: Clock | None = None, zone: ZoneInfo | None = None) -> float:
    """Epoch seconds of an instant written as epoch seconds, as ISO 8601 or as a time modifier.

    ISO 8601 without an offset is local time in `zone`, UTC unless given; modifiers count from `clock`, the machine's
    unless given.

    Raises: ValueError with one sentence when it is none of the three.
    """
    zone = zone or parse_zone("UTC")
    written = text.strip()
    if written[:4].isdigit() and written[4:5] == "-":
        return _parse_iso(written, zone)
    modifier = parse_time_modifier(written)
    if modifier.is_absolute:
        return modifier.resolve(0.0, zone)
    return modifier.resolve((clock or SystemClock()).now(), zone)


def _parse_iso(text: str, zone: ZoneInfo) -> float:
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f'"{text}" is not a date or time of ISO 8601, such as 2024-10-17T12:00:00Z') from None
    return epoch_of(parsed if parsed.tzinfo else parsed.replace(tzinfo=zone))


def render_instant(epoch_s: float) -> str:
    """The instant as ISO 8601 in UTC, with as much of a fraction as it has: `2024-10-17T12:00:00Z`."""
    whole, micros = divmod(round(epoch_s * 1_000_000), 1_000_000)
    text = (EPOCH + timedelta(seconds=whole)).replace(tzinfo=None).isoformat()
    return f"{text}.{micros:06d}".rstrip("0") + "Z" if micros else text + "Z"


def parse_zone(name: str) -> ZoneInfo:
    """The time zone of that name in the tz database.

    Raises: ValueError when there is none.
    """
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(
            f'unknown time zone "{name}"; write a name of the tz database, such as Europe/Berlin'
        ) from None
