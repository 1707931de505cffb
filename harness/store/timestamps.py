"""Timestamps in texts: recognized without being told, or read as a format says.

Recognition looks for the leftmost of the forms below, a column at a time:

- year first: `2024-10-17T12:00:00.123Z`, `2024/10/17 12:00:00,123 +0200`
- month by name: `Oct 17 12:00:00`, `Thu Oct 17 12:00:00.5 2024`, `17 Oct 2024 12:00:00`, `17/Oct/2024:12:00:00 +0000`
- month first: `10/17/2024 12:00:00 PM`
- epoch: 10 digits at the beginning, with decimals, or 13 of milliseconds

A date that does not exist is no timestamp.  A form without year is of the year of `now`, or of the year before where
that would lie more than a day ahead.

Source: Splunk, Getting Data In, "How timestamp assignment works", "Configure timestamp recognition".
Undecided: which day-month order `10/11/2024` has (month first, as in Splunk's default locale); the day ahead.
Differs: Splunk knows more forms (datetime.xml); a text with another one needs TIME_FORMAT.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = "(?:{names})[a-z]*"
_ZONE = r"(?:[ ]?(?P<zone{n}>Z\b|UTC\b|GMT\b|[+-][0-9]{{2}}:?[0-9]{{2}}))?"
_CLOCK = (
    r"(?P<hour{n}>[0-9]{{1,2}}):(?P<minute{n}>[0-9]{{2}}):(?P<second{n}>[0-9]{{2}})"
    r"(?:[.,](?P<part{n}>[0-9]{{1,9}}))?"
)
_FORMS = (
    r"\b(?P<year{n}>[0-9]{{4}})[-/](?P<month{n}>[0-9]{{1,2}})[-/](?P<day{n}>[0-9]{{1,2}})[T ,]{{1,2}}" + _CLOCK + _ZONE,
    r"\b(?P<month{n}>{named})[ ]{{1,2}}(?P<day{n}>[0-9]{{1,2}}),?[ ](?:(?P<year{n}>[0-9]{{4}}),?[ ])?"
    + _CLOCK
    + _ZONE
    + r"(?:[ ](?P<late{n}>[0-9]{{4}})\b)?",
    r"\b(?P<day{n}>[0-9]{{1,2}})[-/ ](?P<month{n}>{named})[-/ ](?P<year{n}>[0-9]{{4}})[: ]" + _CLOCK + _ZONE,
    r"\b(?P<month{n}>[0-9]{{1,2}})/(?P<day{n}>[0-9]{{1,2}})/(?P<year{n}>[0-9]{{4}})[ ,]{{1,2}}"
    + _CLOCK
    + r"(?:[ ]?(?P<half{n}>[AP]M))?"
    + _ZONE,
)
_NAMES = "|".join(_MONTHS)
_EPOCH = r'^[\s"\[(]*(?P<epoch>[0-9]{10})(?:\.(?P<epochpart>[0-9]{1,9})|(?P<epochms>[0-9]{3}))?\b'
_WRITTEN = [form.format(n=n, named=_NAMED.format(names=_NAMES)) for n, form in enumerate(_FORMS)]
_PATTERN = "(?i)" + "|".join([_EPOCH, *_WRITTEN])
_PARTS = ("year", "month", "day", "hour", "minute", "second", "part", "zone", "late", "half")
_GROUPS = (*re.findall(r"\?P<(\w+)>", _PATTERN),)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY_S = 86_400


def parse_times(values: pl.Series) -> pl.Series:
    """The times of texts that are timestamps, in epoch seconds; without an offset they are UTC; null for the rest."""
    found = recognized(values, "UTC", 0.0)
    return found.set(~values.str.contains(r"^\s*[0-9A-Za-z]").fill_null(value=False), None)


def recognized(values: pl.Series, zone: str, now: float) -> pl.Series:
    """The time of the first timestamp of each text in epoch seconds; null where none is recognized.

    Input: `zone` names the zone of a timestamp that has no offset.
    Cost: a third where all texts begin with the same form.
    """
    alike = _leading_form(values)
    if alike is None:
        return _read(values, _PATTERN, zone, now)
    found = _read(values, alike, zone, now)
    missing = found.is_null() & values.is_not_null()
    if not missing.any():
        return found
    rows = missing.arg_true()
    return found.scatter(rows, _read(values.filter(missing), _PATTERN, zone, now))


def _leading_form(values: pl.Series) -> str | None:
    """The pattern of the form with which the first text begins; at a beginning no two forms match."""
    first = values.head(1).to_list()
    if not first or first[0] is None:
        return None
    alone = (f"(?i)^[^0-9a-z]{{0,4}}?{form}" for form in _WRITTEN)
    return next((pattern for pattern in alone if pl.Series(first).str.contains(pattern).item()), None)


def _read(values: pl.Series, pattern: str, zone: str, now: float) -> pl.Series:
    groups = pl.DataFrame([values.alias("text")]).select(pl.col("text").str.extract_groups(pattern).alias("g"))
    named = groups.unnest("g")
    absent = [pl.lit(None, dtype=pl.String).alias(name) for name in _GROUPS if name not in named.columns]
    parts = named.with_columns(absent).select(*map(_part, _PARTS), "epoch", "epochpart", "epochms")
    milliseconds = pl.col("epochms").cast(pl.Float64).fill_null(0)
    epoch = pl.col("epoch").cast(pl.Float64) + _fraction("epochpart") + milliseconds / 1e3
    return (
        parts.with_columns(_local(now).alias("local"))
        .select(pl.coalesce(epoch, _absolute(zone) + _fraction("part")).alias("time"))
        .to_series()
    )


def _part(name: str) -> pl.Expr:
    """One part of a timestamp, from whichever form has it."""
    having = [pl.col(f"{name}{n}") for n, form in enumerate(_FORMS) if f"(?P<{name}{{n}}>" in form]
    return pl.coalesce(having).alias(name)


def _fraction(name: str) -> pl.Expr:
    return ("0." + pl.col(name)).cast(pl.Float64).fill_null(0)


def _local(now: float) -> pl.Expr:
    """Seconds since 1970 as the clock on the wall shows them; null for a date or a time of day that there is not."""
    today = datetime.fromtimestamp(now, UTC)
    year = pl.coalesce(pl.col("year"), pl.col("late")).cast(pl.Int64)
    named = pl.col("month").str.to_lowercase().str.slice(0, 3)
    number = named.replace_strict(list(_MONTHS), list(range(1, 13)), default=None, return_dtype=pl.Int64)
    month = pl.coalesce(number, pl.col("month").cast(pl.Int64, strict=False))
    day = pl.col("day").cast(pl.Int64)
    clock = _clock()
    this_year = _days(pl.coalesce(year, pl.lit(today.year)), month, day) * _DAY_S + clock
    last_year = _days(pl.lit(today.year - 1, dtype=pl.Int64), month, day) * _DAY_S + clock
    ahead = year.is_null() & (this_year > now + _DAY_S)
    return pl.when(ahead).then(last_year).otherwise(this_year)


def _clock() -> pl.Expr:
    half = pl.col("half").str.to_lowercase()
    written = pl.col("hour").cast(pl.Int64)
    hour = pl.when(half.is_null()).then(written).when(half == "pm").then(written % 12 + 12).otherwise(written % 12)
    minute, second = pl.col("minute").cast(pl.Int64), pl.col("second").cast(pl.Int64)
    good = (hour < 24) & (minute < 60) & (second <= 60)
    return pl.when(good).then(hour * 3600 + minute * 60 + second)


def _days(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Days since 1970 of a date of the Gregorian calendar; null for one that there is not."""
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    longest = month.replace_strict(list(range(1, 13)), list(_DAYS), default=0, return_dtype=pl.Int64)
    exists = (day >= 1) & (day <= longest) & ~((month == 2) & (day == 29) & ~leap)
    # Years that begin in March put the day that comes and goes at their end.
    shifted = year - (month <= 2).cast(pl.Int64)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return pl.when(exists).then(365 * shifted + shifted // 4 - shifted // 100 + shifted // 400 + of_year - 719_468)


def _absolute(zone: str) -> pl.Expr:
    """Epoch seconds of local times, by their offsets or in a zone."""
    digits = pl.col("zone").str.replace(":", "")
    sign = pl.when(digits.str.starts_with("-")).then(-1).otherwise(1)
    offset = sign * (digits.str.slice(1, 2).cast(pl.Int64, strict=False) * 3600)
    offset += sign * (digits.str.slice(3, 2).cast(pl.Int64, strict=False) * 60)
    shifted = pl.col("local") - offset.fill_null(0)
    if zone == "UTC":
        return shifted
    there = pl.from_epoch("local", "s").dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    return pl.when(pl.col("zone").is_null()).then(there.dt.epoch("s")).otherwise(shifted)


def formatted(values: pl.Series, format_: str, zone: ZoneInfo, now: float) -> pl.Series:
    """The time at the beginning of each text, read as a format says; null where it is not there.

    Cost: Python for each different text.
    """
    from harness.timerange import strptime

    different = values.drop_nulls().unique()
    times = [strptime(text.lstrip(), format_, zone, now) for text in different.to_list()]
    return values.replace_strict(different, pl.Series(times, dtype=pl.Float64), default=None, return_dtype=pl.Float64)
