"""The time zone of a search, and what date functions make of times."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from harness.timerange import TimeModifier, parse_time_modifier

if TYPE_CHECKING:
    from harness.spl.contract import FunctionCall


def zone_of(call: FunctionCall) -> ZoneInfo:
    """The time zone of the search's user."""
    return ZoneInfo(call.context.settings.timezone)


@lru_cache(maxsize=256)
def modifier(text: str) -> TimeModifier | None:
    """A time modifier, or None where the text is none."""
    try:
        return parse_time_modifier(text)
    except ValueError:
        return None
