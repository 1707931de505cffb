"""Instants to text, by Splunk's format codes and not by the C library's, which differ between platforms.

A format compiles once into a printf template and an attribute getter, both of which run in C: a code is a row of
`CODES`, the attribute path that it shows and how.  Names of months and days are English, as on a Splunk in its usual
locale.

Source: Search Reference, "Date and time format variables".
Undecided: `%Ez` (a signed number of minutes here), `%x` and `%X` (their locale is the server's), codes that do not
exist (left as written here).
"""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from harness.timerange.units import EPOCH

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
COMPOSITES = {
    "c": "%a %b %e %H:%M:%S %Y",
    "+": "%a %b %e %H:%M:%S %Z %Y",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "R": "%H:%M",
    "T": "%H:%M:%S",
    "X": "%H:%M:%S",
    "h": "%b",
    "x": "%m/%d/%Y",
}
"""Codes that stand for several others, when written and when read."""

CODE = re.compile(r"%(?:(?P<digits>[1-9])(?=[NQ]))?(?P<code>:{1,3}z|Ez|[a-zA-Z+%])", re.ASCII)
"""One format code, with the number of digits that `%N` and `%Q` take."""


class _Moment(NamedTuple):
    """An instant on the local clock, with everything that a code can show as an attribute."""

    local: datetime
    microsecond: int

    @property
    def epoch(self) -> int:
        return int((self.local - EPOCH).total_seconds())

    @property
    def nanosecond(self) -> str:
        return f"{self.microsecond:06d}000"

    @property
    def year2(self) -> int:
        return self.local.year % 100

    @property
    def century(self) -> int:
        return self.local.year // 100

    @property
    def iso_year(self) -> int:
        return self.local.isocalendar()[0]

    @property
    def iso_year2(self) -> int:
        return self.iso_year % 100

    @property
    def iso_week(self) -> int:
        return self.local.isocalendar()[1]

    @property
    def week_from_sunday(self) -> int:
        return (self.day_of_year + 6 - self.weekday) // 7

    @property
    def week_from_monday(self) -> int:
        return (self.day_of_year + 6 - self.local.weekday()) // 7

    @property
    def weekday(self) -> int:
        return self.local.isoweekday() % 7

    @property
    def iso_weekday(self) -> int:
        return self.local.isoweekday()

    @property
    def day_of_year(self) -> int:
        return self.local.toordinal() - datetime(self.local.year, 1, 1).toordinal() + 1

    @property
    def month_name(self) -> str:
        return MONTHS[self.local.month - 1]

    @property
    def day_name(self) -> str:
        return DAYS[self.weekday]

    @property
    def hour12(self) -> int:
        return (self.local.hour + 11) % 12 + 1

    @property
    def meridiem(self) -> str:
        return "PM" if self.local.hour >= 12 else "AM"

    @property
    def zone_name(self) -> str:
        return self.local.tzname() or ""

    @property
    def offset_s(self) -> int:
        return int((self.local.utcoffset() or timedelta()).total_seconds())

    @property
    def offset_min(self) -> int:
        return int(self.offset_s / 60)

    @property
    def offset(self) -> str:
        return self._offset("", 2)

    @property
    def offset_colon(self) -> str:
        return self._offset(":", 2)

    @property
    def offset_seconds(self) -> str:
        return self._offset(":", 3)

    @property
    def offset_short(self) -> str:
        """As few parts as tell the offset."""
        return self._offset(":", 3 if self.offset_s % 60 else 2 if self.offset_s % 3600 else 1)

    def _offset(self, separator: str, parts: int) -> str:
        minutes, seconds = divmod(abs(self.offset_s), 60)
        written = [f"{part:02d}" for part in (*divmod(minutes, 60), seconds)]
        return ("-" if self.offset_s < 0 else "+") + separator.join(written[:parts])


CODES = {
    "A": ("%s", "day_name"),
    "a": ("%.3s", "day_name"),
    "B": ("%s", "month_name"),
    "b": ("%.3s", "month_name"),
    "C": ("%02d", "century"),
    "d": ("%02d", "local.day"),
    "e": ("%2d", "local.day"),
    "f": ("%06d", "microsecond"),
    "G": ("%04d", "iso_year"),
    "g": ("%02d", "iso_year2"),
    "H": ("%02d", "local.hour"),
    "I": ("%02d", "hour12"),
    "j": ("%03d", "day_of_year"),
    "k": ("%2d", "local.hour"),
    "l": ("%2d", "hour12"),
    "M": ("%02d", "local.minute"),
    "m": ("%02d", "local.month"),
    "p": ("%s", "meridiem"),
    "S": ("%02d", "local.second"),
    "s": ("%d", "epoch"),
    "U": ("%02d", "week_from_sunday"),
    "u": ("%d", "iso_weekday"),
    "V": ("%02d", "iso_week"),
    "W": ("%02d", "week_from_monday"),
    "w": ("%d", "weekday"),
    "Y": ("%04d", "local.year"),
    "y": ("%02d", "year2"),
    "Z": ("%s", "zone_name"),
    "z": ("%s", "offset"),
    ":z": ("%s", "offset_colon"),
    "::z": ("%s", "offset_seconds"),
    ":::z": ("%s", "offset_short"),
    "Ez": ("%+d", "offset_min"),
}
DEFAULT_DIGITS = {"N": 9, "Q": 3}


def strftime(epoch_s: float, format: str, zone: ZoneInfo) -> str | None:  # noqa: A002
    """The instant on the local clock of `zone`, as `format` says; None outside the years 1 to 9999.

    Units: fractions are exact to the microsecond, which is what a double holds; `%9N` ends in three zeros.
    """
    if not math.isfinite(epoch_s):
        return None
    whole, micros = divmod(round(epoch_s * 1_000_000), 1_000_000)
    try:
        local = (EPOCH + timedelta(seconds=whole)).astimezone(zone)
    except OverflowError:
        return None
    return _compiled(format)(_Moment(local, micros))


@lru_cache(maxsize=512)
def _compiled(format_: str) -> Callable[[_Moment], str]:
    template, paths = "", []
    end = 0
    expanded = expand_composites(format_)
    for match in CODE.finditer(expanded):
        template += _literal(expanded[end : match.start()])
        end = match.end()
        piece, path = _piece(match)
        template += piece
        paths += path
    template += _literal(expanded[end:])
    return _render(template, paths)


def _render(template: str, paths: list[str]) -> Callable[[_Moment], str]:
    if not paths:
        constant = template % ()
        return lambda _: constant
    values: Callable[[_Moment], Any] = attrgetter(*paths)
    return lambda moment: template % values(moment)


def _literal(text: str) -> str:
    return text.replace("%", "%%")


def _piece(match: re.Match[str]) -> tuple[str, list[str]]:
    code = match["code"]
    if code == "%":
        return "%%", []
    if code in DEFAULT_DIGITS:
        return f"%.{match['digits'] or DEFAULT_DIGITS[code]}s", ["nanosecond"]
    if code in CODES:
        shape, path = CODES[code]
        return shape, [path]
    return _literal(match.group()), []


def expand_composites(format_: str) -> str:
    """`format_` with `%T`, `%F` and their like written out."""
    return CODE.sub(lambda match: COMPOSITES.get(match["code"], match.group()), format_)
