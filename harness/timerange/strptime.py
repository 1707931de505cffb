"""Text to instants, by Splunk's format codes.

A format compiles once into a regular expression whose groups are named after the codes.  Repetitions are possessive,
so that reading is a single scan from left to right, as a scanner written by hand would do it.

Source: Search Reference, "Date and time functions" and "Date and time format variables".
Undecided: text after the last code is ignored; a format without a date reads as today; a year, month or day that the
format does not name is that of today, but a year or a month alone is no date; a date that does not exist is null.
Differs: dates before 1971 are read although Splunk calls them unsupported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from harness.frozen import frozen
from harness.timerange.strftime import CODE, DAYS, DEFAULT_DIGITS, MONTHS, expand_composites
from harness.timerange.units import epoch_of, local_time


def _names(names: tuple[str, ...]) -> str:
    return "|".join(sorted({name for full in names for name in (full, full[:3])}, key=len, reverse=True))


_TWO = r" *+\d{1,2}+"
_OFFSET = r"[zZ]|(?:GMT|UTC)?[+-]\d{2}:?\d{2}(?::?\d{2})?|[+-]\d{2}"
_PATTERNS = {
    **dict.fromkeys("CdeHIklMmSUVWyg", _TWO),
    **dict.fromkeys("YG", r" *+\d{1,4}+"),
    **dict.fromkeys("Aa", _names(DAYS)),
    **dict.fromkeys("Bb", _names(MONTHS)),
    "f": r"\d{1,6}+",
    "j": r" *+\d{1,3}+",
    "p": r"[ap]m|[ap]\.m\.",
    "s": r" *+-?\d++",
    "u": r"[1-7]",
    "w": r"[0-6]",
    "Z": r"[A-Za-z]++(?:[/_+-][A-Za-z0-9]++)*+",
    **dict.fromkeys(("z", ":z", "::z", ":::z"), _OFFSET),
    "Ez": r"[+-]?\d{1,4}+",
}
_LIMITS = {
    **dict.fromkeys("de", (1, 31)),
    **dict.fromkeys("Hk", (0, 23)),
    **dict.fromkeys("Ilm", (1, 12)),
    **dict.fromkeys("UW", (0, 53)),
    "M": (0, 59),
    "S": (0, 60),
    "V": (1, 53),
    "j": (1, 366),
}
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_DAY_NUMBERS = {name[:3].lower(): number for number, name in enumerate(DAYS)}
_ZONE_HOURS = {
    name: int(hours)
    for hours, names in {
        "0": "utc gmt z ut wet",
        "1": "cet west",
        "2": "eet cest",
        "3": "eest",
        "9": "jst",
        "-4": "edt",
        "-5": "est cdt",
        "-6": "cst mdt",
        "-7": "mst pdt",
        "-8": "pst akdt",
        "-9": "akst",
        "-10": "hst",
    }.items()
    for name in names.split()
}

Fields = Mapping[str, str]
"""What each code of the format read, in the text's own writing."""


@frozen
class _Reader:
    pattern: re.Pattern[str]
    codes: Mapping[str, str]


def strptime(text: str, format: str, zone: tzinfo, now: float) -> float | None:  # noqa: A002
    """The instant that `text` writes, read as `format` says; None where it does not match or is no date.

    Times without an offset are local to `zone`; `now` supplies the date that the format leaves out.
    """
    reader = _compiled(format)
    if reader is None:
        return None
    match = reader.pattern.match(text)
    if match is None:
        return None
    fields = {code: match[group].strip() for code, group in reader.codes.items()}
    try:
        return _instant(fields, zone, now)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=512)
def _compiled(format_: str) -> _Reader | None:
    codes: dict[str, str] = {}
    pattern, end = "", 0
    expanded = expand_composites(format_)
    for match in CODE.finditer(expanded):
        pattern += _literal(expanded[end : match.start()])
        end = match.end()
        code = match["code"]
        if code == "%":
            pattern += "%"
            continue
        piece = _piece(code, match["digits"])
        if piece is None:
            return None
        group = f"g{len(codes)}_{match.start()}"
        pattern += f"(?P<{group}>{piece})"
        codes["N" if code in DEFAULT_DIGITS else code] = group
    return _Reader(re.compile(pattern + _literal(expanded[end:]), re.IGNORECASE | re.ASCII), codes)


def _literal(text: str) -> str:
    pieces = re.split(r"\s+", text)
    return r"\s*+".join(re.escape(piece) for piece in pieces)


def _piece(code: str, digits: str | None) -> str | None:
    if code in DEFAULT_DIGITS:
        return rf"\d{{1,{digits or DEFAULT_DIGITS[code]}}}+"
    return _PATTERNS.get(code)


def _instant(fields: Fields, zone: tzinfo, now: float) -> float | None:
    fraction = _fraction(fields)
    if "s" in fields:
        return float(fields["s"]) + fraction
    number = {code: int(fields[code]) for code in _LIMITS if code in fields}
    if any(not _LIMITS[code][0] <= value <= _LIMITS[code][1] for code, value in number.items()):
        return None
    where = _zone(fields, zone)
    day = _date(fields, number, local_time(now, zone).date())
    if where is None or day is None:
        return None
    second = number.get("S", 0)
    local = datetime(day.year, day.month, day.day, _hour(fields, number), number.get("M", 0), tzinfo=where)
    return epoch_of(local) + second + fraction


def _fraction(fields: Fields) -> float:
    for code in ("N", "f"):
        if code in fields:
            return float(f"0.{fields[code]}")
    return 0.0


def _hour(fields: Fields, number: Mapping[str, int]) -> int:
    for code in ("H", "k"):
        if code in number:
            return number[code]
    twelve = number.get("I", number.get("l", 0))
    if "I" not in number and "l" not in number:
        return 0
    return twelve % 12 + (12 if fields.get("p", "a").lower().startswith("p") else 0)


def _date(fields: Fields, number: Mapping[str, int], today: date) -> date | None:
    year = _year(fields)
    month = number.get("m") or next((_MONTH_NUMBERS[fields[c][:3].lower()] for c in "bB" if c in fields), None)
    day = number.get("d", number.get("e"))
    near_year = today.year if year is None else year
    if day is not None:
        return date(near_year, month or today.month, day)
    if "j" in number:
        found = date(near_year, 1, 1) + timedelta(days=number["j"] - 1)
        return found if found.year == near_year else None
    if year is None and month is None and "V" not in number:
        return today
    return _week_date(fields, number, year)


def _year(fields: Fields) -> int | None:
    if "Y" in fields:
        return int(fields["Y"])
    if "y" not in fields:
        return None
    short = int(fields["y"])
    if "C" in fields:
        return int(fields["C"]) * 100 + short
    return short + (1900 if short >= 69 else 2000)


def _week_date(fields: Fields, number: Mapping[str, int], year: int | None) -> date | None:
    weekday = _weekday(fields)
    if weekday is None:
        return None
    if "G" in fields and "V" in number:
        return date.fromisocalendar(int(fields["G"]), number["V"], weekday or 7)
    if year is None:
        return None
    for code, first in (("U", 0), ("W", 1)):
        if code in number:
            new_year = date(year, 1, 1)
            to_first_week = (first - new_year.isoweekday()) % 7
            return new_year + timedelta(days=to_first_week + (number[code] - 1) * 7 + (weekday - first) % 7)
    return None


def _weekday(fields: Fields) -> int | None:
    """The day of the week, Sunday being 0."""
    for code in ("w", "u"):
        if code in fields:
            return int(fields[code]) % 7
    return next((_DAY_NUMBERS[fields[code][:3].lower()] for code in "aA" if code in fields), None)


def _zone(fields: Fields, zone: tzinfo) -> tzinfo | None:
    for code in ("z", ":z", "::z", ":::z"):
        if code in fields:
            return _offset(fields[code])
    if "Ez" in fields:
        return timezone(timedelta(minutes=int(fields["Ez"])))
    return _named_zone(fields["Z"], zone) if "Z" in fields else zone


def _offset(text: str) -> timezone:
    if text in "zZ":
        return UTC
    digits = re.sub(r"\D", "", text)
    parts = [int(digits[at : at + 2]) for at in range(0, len(digits), 2)]
    length = timedelta(**dict(zip(("hours", "minutes", "seconds"), parts, strict=False)))
    return timezone(-length if "-" in text else length)


def _named_zone(name: str, zone: tzinfo) -> tzinfo | None:
    hours = _ZONE_HOURS.get(name.lower())
    if hours is not None:
        return timezone(timedelta(hours=hours))
    if name in _abbreviations(zone):
        return zone
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(maxsize=64)
def _abbreviations(zone: tzinfo) -> frozenset[str]:
    seasons: list[Callable[[], str | None]] = [datetime(2024, month, 1, tzinfo=zone).tzname for month in (1, 7)]
    return frozenset(name for season in seasons if (name := season()))
