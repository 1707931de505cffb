"""From records to events: an event as a dictionary, or a HEC event object.

A HEC object without `time` gets the time of its arrival, which is the time of indexing that the store was given; where
it was given none, and for a dictionary of fields without `_time`, the event has no time, and only a search over all
time finds it.

Source: Splunk, "Format events for HTTP Event Collector".
Undecided: what an event with an object as a field's value becomes; it is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from harness.frozen import frozen
from harness.store.flaws import BAD_DIMENSION, NO_MEASUREMENT, NOT_JSON, Flaw
from harness.store.points import HEC_DIMENSIONS, HEC_KEYS
from harness.store.scalars import decode_index, decode_time, shown

if TYPE_CHECKING:
    from harness.data.column import Value

TIME, RAW, INDEX, INDEX_TIME = "_time", "_raw", "index", "_indextime"
MAIN = "main"


@frozen
class EventOrigin:
    """What holds for the events of a file that do not say it themselves; `index_time` is when they are indexed."""

    sourcetype: str | None = None
    source: str | None = None
    host: str | None = None
    index: str | None = None
    index_time: float | None = None

    def fields(self) -> dict[str, str]:
        """The fields that are known, without the index."""
        known = {"host": self.host, "source": self.source, "sourcetype": self.sourcetype}
        return {name: text for name, text in known.items() if text is not None}


NOWHERE = EventOrigin()


@frozen
class Event:
    """One event: its index, its time in epoch seconds, and all fields but `_time`."""

    index: str
    time: float | None
    fields: Mapping[str, Value]


def decode_event(event: Mapping[str, Any], origin: EventOrigin = NOWHERE) -> Event:
    """An event from a dictionary of its fields.

    Raises: Flaw.
    """
    if not isinstance(event, Mapping):
        raise Flaw(NOT_JSON, f"{shown(event)} is not an object", label="not an object")
    time = event.get(TIME)
    index = decode_index(event.get(INDEX), origin.index or MAIN)
    fields = {name: _field(name, value) for name, value in event.items() if name != TIME and value is not None}
    if INDEX_TIME in fields:
        fields[INDEX_TIME] = decode_time(fields[INDEX_TIME], INDEX_TIME)
    known = {**origin.fields(), **fields, INDEX: index}
    return Event(index, None if time is None else decode_time(time, TIME), known)


def decode_event_record(record: Any, origin: EventOrigin = NOWHERE) -> Event:
    """An event from a JSON object of a file: a HEC event object, or a dictionary of fields.

    Raises: Flaw.
    """
    if not isinstance(record, dict):
        raise Flaw(NOT_JSON, f"{shown(record)} is not an object", label="not an object")
    return _decode_hec(record, origin) if is_hec_event(record) else decode_event(record, origin)


def is_hec_event(record: Mapping[str, Any]) -> bool:
    """Whether an object is HEC's envelope around an event, and not a dictionary of fields."""
    return "event" in record and record.keys() <= HEC_KEYS


def _decode_hec(record: Mapping[str, Any], origin: EventOrigin) -> Event:
    event, fields = record["event"], record.get("fields") or {}
    if event is None or event == "":
        raise Flaw(NO_MEASUREMENT, f'"event" is {shown(event)}', at='"event"', label="no event")
    if not isinstance(fields, Mapping):
        raise Flaw(BAD_DIMENSION, f'"fields" is {shown(fields)}', at='"fields"', label="not an object")
    raw = event if isinstance(event, str) else json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    envelope = {name: record[name] for name in (*HEC_DIMENSIONS, INDEX) if name in record}
    time = record.get("time")
    return decode_event({TIME: origin.index_time if time is None else time, **fields, RAW: raw, **envelope}, origin)


def _field(name: str, value: Any) -> Value:
    if isinstance(value, Mapping) or (isinstance(value, (list, tuple)) and any(map(_is_nested, value))):
        raise Flaw(
            BAD_DIMENSION,
            f"the value of field {name} is {shown(value)}",
            at=f'"{name}"',
            label="not a text",
            help="a field holds a text, a number, or a list of them",
        )
    if isinstance(value, (list, tuple)):
        members = list(map(truth_text, value))
        return list(map(str, members)) if isinstance(value, tuple) else members
    found: Value = truth_text(value)
    return found


def truth_text(value: Any) -> Any:
    """The text of a truth value as JSON writes it; any other value as it is."""
    return ("false", "true")[value] if isinstance(value, bool) else value


def _is_nested(value: object) -> bool:
    return isinstance(value, (Mapping, list, tuple))
