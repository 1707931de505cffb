"""The functions of `convert`: one text in, a number or a text out, None where it is not in their notation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.data import parse_number
from harness.timerange import strftime, strptime

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from zoneinfo import ZoneInfo

    from harness.data import Value

_DURATION = re.compile(r"(?:(\d+)\+)?(\d+):(\d{1,2}):(\d{1,2}(?:\.\d+)?)")
_MINUTES = re.compile(r"(?:(\d+):)?(\d+(?:\.\d+)?)")
_MEMORY = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgKMG]?)")
_LEADING_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_KILOBYTES = {"": 1, "k": 1, "m": 1024, "g": 1024 * 1024}


@dataclass(frozen=True, slots=True)
class Clocked:
    """What the conversions of times need: a format, a zone and the start of the search."""

    format: str
    zone: ZoneInfo
    now: float


def _ctime(text: str, clock: Clocked) -> Value:
    time = parse_number(text)
    return None if time is None else strftime(time, clock.format, clock.zone)


def _mktime(text: str, clock: Clocked) -> Value:
    return strptime(text, clock.format, clock.zone, clock.now)


def _dur2sec(text: str, _: Clocked) -> Value:
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        return None
    days, hours, minutes, seconds = match.groups()
    return _whole(int(days or 0) * 86_400 + int(hours) * 3_600 + int(minutes) * 60 + float(seconds))


def _mstime(text: str, _: Clocked) -> Value:
    match = _MINUTES.fullmatch(text.strip())
    return None if match is None else _whole(int(match[1] or 0) * 60 + float(match[2]))


def _memk(text: str, _: Clocked) -> Value:
    match = _MEMORY.fullmatch(text.strip())
    return None if match is None else _whole(float(match[1]) * _KILOBYTES[match[2].lower()])


def _num(text: str, clock: Clocked) -> Value:
    number = parse_number(text)
    return _dur2sec(text, clock) if number is None else number


def _rmcomma(text: str, _: Clocked) -> Value:
    plain = text.replace(",", "")
    return plain if parse_number(plain) is not None else None


def _rmunit(text: str, _: Clocked) -> Value:
    match = _LEADING_NUMBER.match(text)
    return None if match is None else match[1]


def _none(text: str, _: Clocked) -> Value:
    return text


def _whole(number: float) -> float:
    return int(number) if number.is_integer() else number


CONVERSIONS: Mapping[str, Callable[[str, Clocked], Value]] = {
    "auto": _num,
    "ctime": _ctime,
    "dur2sec": _dur2sec,
    "memk": _memk,
    "mktime": _mktime,
    "mstime": _mstime,
    "none": _none,
    "num": _num,
    "rmcomma": _rmcomma,
    "rmunit": _rmunit,
}
