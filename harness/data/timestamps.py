"""Instants to text, whole columns at a time.

Rules (Search Reference, date and time format variables)
- Z1  The text is the one that `harness.timerange.strftime` writes, which has every code; here are those that Polars
  writes in the very same way.  For any other code, beyond the years 1000 to 9998, and in a zone other than UTC beyond
  2099, where Polars knows no summer time, the answer is None and the caller takes the other way.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from harness.data.column import Column
from harness.data.numbers import numbers

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_ALIKE = frozenset("AaBbdeGgHIjMmpSUuVWwYyz%")
_FRACTIONS = {"f": "%6f", "N": "%9f", "3N": "%3f", "6N": "%6f", "9N": "%9f", "Q": "%3f", "3Q": "%3f", "6Q": "%6f"}
_FIRST, _LAST = -30_610_224_000, 253_370_764_800  # the years 1000 and 9999, both left out
_LAST_SUMMER = 4_102_272_000  # two days before 2100


def render_times(column: Column, pattern: str, zone: ZoneInfo) -> Column | None:
    """TEXT: instants in epoch seconds as a format says, null for what is no number; None where Z1 says so."""
    native = _native_format(pattern)
    times = numbers(column)
    least, most = times.operand.min(), times.operand.max()
    if native is None or not isinstance(least, int | float) or not isinstance(most, int | float):
        return None
    if least <= _FIRST or most >= (_LAST if zone.key == "UTC" else _LAST_SUMMER):
        return None
    return times.lifted(lambda s: _written(s, native, zone.key))


def _written(times: pl.Series, native: str, zone: str) -> pl.Series:
    micros = times * 1_000_000 if times.dtype == pl.Int64 else (times * 1e6).round(mode="half_to_even").cast(pl.Int64)
    return micros.cast(pl.Datetime("us", "UTC")).dt.convert_time_zone(zone).dt.strftime(native)


@lru_cache(maxsize=256)
def _native_format(pattern: str) -> str | None:
    from harness.timerange.strftime import CODE, expand_composites

    expanded = expand_composites(pattern)
    native, end = "", 0
    for match in CODE.finditer(expanded):
        code = (match["digits"] or "") + match["code"]
        if code not in _ALIKE and code not in _FRACTIONS:
            return None
        literal = expanded[end : match.start()]
        native += literal + _FRACTIONS.get(code, f"%{code}")
        end = match.end()
        if "%" in literal:
            return None
    return None if "%" in expanded[end:] or not native else native + expanded[end:]
