"""Events of indexes that an option names, for the commands that read them without a search expression."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from harness.data import Table
from harness.spl.sources import EventScan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.spl.contract import Context
    from harness.timerange import TimeRange


def indexes_of(pattern: str | None, context: Context) -> list[str]:
    """The event indexes that a name or pattern means; the default ones without it.

    `*` does not reach internal indexes, whose names start with an underscore.
    """
    present = context.sources.events.event_indexes()
    if pattern is None:
        return [name for name in present if name in context.settings.default_indexes]
    lowered = pattern.lower().replace("[", "[[]").replace("?", "[?]")
    return [
        name
        for name in present
        if fnmatchcase(name.lower(), lowered) and (lowered.startswith("_") or not name.startswith("_"))
    ]


def events_in(indexes: Sequence[str], window: TimeRange, context: Context) -> Table:
    """The events of some indexes in a window, newest first."""
    return context.sources.events.scan_events(EventScan(indexes, window)) if indexes else Table({})


def events_of(pattern: str | None, window: TimeRange, context: Context) -> Table:
    """The events of the indexes that a name or pattern means."""
    return events_in(indexes_of(pattern, context), window, context)
