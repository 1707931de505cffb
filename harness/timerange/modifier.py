"""Time modifiers: `-24h@h`, `@w1+9h`, `now`, epoch seconds, `10/05/2024:20:00:00`.

The idea: a modifier is a list of steps, each a function from an instant to an instant; resolving folds the steps over
`now`, from left to right, so that an offset in front of a snap and one behind it need no rules of their own.

Source: Search Reference, "Time modifiers".
"""

from __future__ import annotations

import re
from datetime import UTC
from functools import lru_cache
from typing import TYPE_CHECKING

from harness.frozen import frozen
from harness.timerange.strptime import strptime
from harness.timerange.units import Unit, add, find_unit, local_time, snap

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

ABSOLUTE_FORMAT = "%m/%d/%Y:%H:%M:%S"
_NUMBER = re.compile(r"\d+(\.\d*)?|\.\d+")
_STEP = re.compile(r"(?P<sign>[+-])(?P<count>\d*)(?P<unit>[A-Za-z]*)|@(?P<snap>[A-Za-z]+)(?P<weekday>\d*)")
_ABSOLUTE = re.compile(r"\d+[/-]\d")


@frozen
class Offset:
    """`-24h`: so many units from where the steps before it led."""

    count: int
    unit: Unit

    def apply(self, epoch_s: float, zone: ZoneInfo) -> float:
        """Moves by the offset."""
        return add(epoch_s, self.count, self.unit, zone)


@frozen
class Snap:
    """`@w1`: down to the start of the unit."""

    unit: Unit
    weekday: int = 0

    def apply(self, epoch_s: float, zone: ZoneInfo) -> float:
        """Goes down to the start of the unit."""
        return snap(epoch_s, self.unit, zone, self.weekday)


@frozen
class Instant:
    """A number of epoch seconds: the same instant whatever `now` is."""

    epoch_s: float

    def apply(self, epoch_s: float, zone: ZoneInfo) -> float:  # noqa: ARG002
        """Goes to the instant."""
        return self.epoch_s


@frozen
class LocalInstant:
    """A date and time as the local clock shows it."""

    text: str
    format: str

    def apply(self, epoch_s: float, zone: ZoneInfo) -> float:
        """Goes to the local time."""
        instant = strptime(self.text, self.format, zone, epoch_s)
        if instant is None:
            raise _not_absolute(self.text, self.format)
        return instant


Step = Offset | Snap | Instant | LocalInstant


@frozen
class TimeModifier:
    """A written time, resolved against a `now` and a time zone; no steps at all is `now`."""

    text: str
    steps: tuple[Step, ...]

    @property
    def is_absolute(self) -> bool:
        """Whether it means the same instant whatever `now` is."""
        return bool(self.steps) and isinstance(self.steps[0], (Instant, LocalInstant))

    def resolve(self, now: float, zone: ZoneInfo) -> float:
        """The instant in epoch seconds; offsets keep a fraction of a second of `now`, snaps drop it.

        Raises: ValueError when the steps lead out of the years 1 to 9999.
        """
        instant = now
        try:
            for step in self.steps:
                instant = step.apply(instant, zone)
            local_time(instant, zone)
        except OverflowError:
            raise ValueError(f'time modifier "{self.text}" leads out of the years 1 to 9999') from None
        return instant

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=1024)
def parse_time_modifier(text: str, time_format: str = ABSOLUTE_FORMAT) -> TimeModifier:
    """Reads a time modifier; `time_format` is the format of absolute times (SPL's `timeformat=`).

    Raises: ValueError with one sentence that names the part that is wrong.
    Undecided: units in upper case and offsets without a sign are refused, as Splunk documents neither.
    """
    written = text.strip()
    if not written:
        raise ValueError('empty time modifier; write "now", "-24h@h" or epoch seconds')
    if written in ("now", "now()"):
        return TimeModifier(written, ())
    if _NUMBER.fullmatch(written):
        return TimeModifier(written, (Instant(float(written)),))
    if written[0] in "+-@":
        return TimeModifier(written, tuple(_steps(written)))
    return TimeModifier(written, (_absolute(written, time_format),))


def _steps(text: str) -> list[Step]:
    steps: list[Step] = []
    end = 0
    while end < len(text):
        match = _STEP.match(text, end)
        if match is None:
            raise ValueError(f'time modifier "{text}" is not understood from "{text[end:]}" on')
        steps.append(_step(match, text))
        end = match.end()
    return steps


def _step(match: re.Match[str], text: str) -> Step:
    if match["snap"]:
        return _snap(match["snap"], match["weekday"], text)
    if not match["unit"]:
        raise ValueError(f'time modifier "{text}" has no unit after "{match.group()}", such as s, m, h, d, w or mon')
    return Offset(int(match["sign"] + (match["count"] or "1")), find_unit(match["unit"]))


def _snap(unit_text: str, weekday: str, text: str) -> Snap:
    unit = find_unit(unit_text)
    if not weekday:
        return Snap(unit)
    if unit.name != "w" or int(weekday) > 7:
        raise ValueError(f'time modifier "{text}" snaps to "{unit_text}{weekday}"; only @w takes a number, 0 to 7')
    return Snap(unit, int(weekday) % 7)


def _absolute(text: str, time_format: str) -> LocalInstant:
    if text.startswith("rt"):
        raise ValueError(f'time modifier "{text}" is real-time; only historical searches run here')
    if time_format == ABSOLUTE_FORMAT and not _ABSOLUTE.match(text):
        raise ValueError(_hint(text))
    if strptime(text, time_format, UTC, 0.0) is None:
        raise _not_absolute(text, time_format)
    return LocalInstant(text, time_format)


def _hint(text: str) -> str:
    if re.fullmatch(r"\d+[a-z]+(@.*)?", text):
        return f'time modifier "{text}" has no sign; write "-{text}" or "+{text}"'
    return f'invalid time modifier "{text}"; write "now", "-24h@h", epoch seconds or a date as {ABSOLUTE_FORMAT}'


def _not_absolute(text: str, time_format: str) -> ValueError:
    return ValueError(f'time "{text}" does not follow the format {time_format}')
