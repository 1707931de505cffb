"""The window of a dispatch, the same for every way to start a search."""

from __future__ import annotations

from math import isfinite
from numbers import Real
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from harness.errors import ConfigError
from harness.timerange import TimeRange, resolve_range

if TYPE_CHECKING:
    from harness.spl.settings import Settings


def dispatch_window(
    earliest: str | float | None, latest: str | float | None, now: float, settings: Settings
) -> TimeRange:
    """The window between two bounds in epoch seconds; bounds are time modifiers or epoch seconds, None for no bound.

    Raises: ConfigError where `now` or a bound is no time, or the window ends before it starts.
    """
    if not _is_number(now) or not isfinite(now):
        raise ConfigError(f"now is {now!r}: give epoch seconds")
    for name, bound in (("earliest", earliest), ("latest", latest)):
        if bound is not None and not isinstance(bound, str) and not _is_number(bound):
            raise ConfigError(f"{name} is {bound!r}: give a time modifier or epoch seconds")
    try:
        window = resolve_range(earliest, latest, now, ZoneInfo(settings.timezone))
    except (ValueError, OverflowError) as error:
        raise ConfigError(str(error)) from error
    if window.earliest is not None and window.latest is not None and window.earliest > window.latest:
        end = "now" if latest is None or latest == "" else latest
        raise ConfigError(f"earliest {earliest} is after latest {end}")
    return window


def _is_number(given: object) -> bool:
    return isinstance(given, Real)
