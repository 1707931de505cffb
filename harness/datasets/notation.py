"""A compact notation for the points of a series, as people know it from the rule tests of Prometheus.

    0+10x60, _ _ 5      0, 10, 20 ... 600; two missing points; 5

A text is a list of parts, separated by blanks or commas:

| part | points |
| --- | --- |
| `5` | one point |
| `_` | a missing point |
| `5x3` | 5, and three times more: four points |
| `0+10x3`, `9-3x2` | 0 and three steps of 10: 0 10 20 30; 9 and two steps of -3: 9 6 3 |
| `_x3` | three missing points |

Source: Prometheus, unit testing for rules, series.
Differs: `stale` is refused, since an index of Splunk knows no staleness; commas may stand between parts.
"""

from __future__ import annotations

import re
from itertools import chain, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_VALUES = 1_000_000
NUMBER = r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
PART = re.compile(rf"(?P<start>[+-]?{NUMBER})(?:(?P<step>[+-]{NUMBER})?x(?P<count>\d+))?")
MISSING = re.compile(r"_(?:x(?P<count>\d+))?")
NOTATION_HELP = "write values and _ for missing ones; 0+10x3 is 0 10 20 30, 5x3 is 5 5 5 5, _x3 is three missing ones"


class NotationError(ValueError):
    """A text that is no series; `start` and `end` are where in it."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start, self.end = start, end


def parse_series(text: str) -> list[float | None]:
    """The points of a series in order, None for each that is missing.

    Raises: NotationError.
    """
    values: list[float | None] = []
    for match in re.finditer(r"[^\s,]+", text):
        for value in _part(match):
            values.append(value)
            if len(values) > MOST_VALUES:
                raise NotationError(f"a series has at most {MOST_VALUES:,} points", match.start(), match.end())
    if all(value is None for value in values):
        raise NotationError("the series has no point", 0, len(text))
    return values


def _part(match: re.Match[str]) -> Iterator[float | None]:
    text = match.group()
    missing = MISSING.fullmatch(text)
    if missing is not None:
        count = _count(missing["count"] or "1", match)
        if count == 0:
            raise NotationError(f'"{text}" stands for nothing', match.start(), match.end())
        return repeat(None, count)
    found = PART.fullmatch(text)
    if found is None:
        raise NotationError(f'"{text}" is no part of a series', match.start(), match.end())
    start, step = float(found["start"]), float(found["step"] or 0)
    times = range(1, _count(found["count"] or "0", match) + 1)
    values = chain([start], (start + number * step for number in times))
    if abs(start) + abs(step) * len(times) > 1e300:
        raise NotationError(f'"{text}" is too large', match.start(), match.end())
    return values


def _count(text: str, match: re.Match[str]) -> int:
    if len(text) > 7 or int(text) > MOST_VALUES:
        raise NotationError(f"a series has at most {MOST_VALUES:,} points", match.start(), match.end())
    return int(text)
