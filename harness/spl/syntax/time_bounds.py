"""The terms of a search expression that bound time instead of comparing a field."""

from __future__ import annotations

import re

from harness.spl.syntax.option_values import time_problem

_MODIFIERS = frozenset({"earliest", "latest", "_index_earliest", "_index_latest"})
_INSTANTS = frozenset({"starttime", "endtime", "starttimeu", "endtimeu"})
_UNITS = ("days", "hours", "minutes", "months")
_COUNTS = frozenset(
    {f"{edge}{unit}ago" for edge in ("", "start", "end") for unit in _UNITS}
    | {f"searchtimespan{unit}" for unit in _UNITS}
)
NAMES = _MODIFIERS | _INSTANTS | _COUNTS | {"timeformat"}
"""The names, in lower case as they must be written."""

_NUMBER = re.compile(r"\d+\Z")
_INEQUALITIES = frozenset({("earliest", ">="), ("latest", "<")})


def is_inequality(name: str, operator: str, value: str) -> bool:
    """Whether `earliest>=@d` or `latest<@d` bounds time, as on the page: exactly what `=` says there too.

    With a number it compares a field of that name, which `stats` makes.
    """
    return (name, operator) in _INEQUALITIES and value[:1] in ("@", "-", "+", "n") and time_problem(value) is None


def problem(name: str, value: str, search: str) -> str | None:
    """Why `value` cannot be the value of a time bound, or None.

    A search that sets `timeformat` writes absolute times in a form of its own, which is not judged here.
    """
    if name in _COUNTS:
        return None if _NUMBER.match(value) else f"{name} is a whole number"
    if name == "timeformat":
        return None if value else "the format is empty"
    if "timeformat=" in search:
        return None
    return time_problem(value)
