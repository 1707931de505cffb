"""From one line of a data file to one object of HEC: checked, rebased, and given what it lacks.

HEC answers 200 to many an object that it then drops, and to an unknown key it drops everything behind it.  So whatever
would be dropped in silence is refused here, by file and line, before it is sent.

A line that only needs another time keeps its other bytes: they are spliced, not written anew.  And a point that
differs from one that was checked in nothing but the numbers of its time and its value needs no check: what stands
around the two is remembered, for a bounded number of series.

Source: docs.splunk.com, "Format events for HTTP Event Collector" and "Get metrics in from other sources".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Decimal, InvalidOperation
from json import JSONDecoder, dumps
from typing import Any, NamedTuple, NoReturn

from harness.datasets.kinds import METRICS
from harness.frozen import frozen

ENVELOPE = frozenset(("time", "host", "source", "sourcetype", "index", "event", "fields"))
LONGEST_BYTES = 5_000_000
"""Splunk's own limit for one object (maxEventSize)."""
LATEST_S = 10**11
PREFIX = "metric_name:"
_TIME = re.compile(rb'\{"time":(\d{1,11}(?:\.\d{1,9})?)(?=[,}])')
_POINT = re.compile(rb'\{"time":((?:0|[1-9]\d{0,10})(?:\.\d{1,9})?)(,.*?"_value":)(-?(?:0|[1-9]\d*)(?:\.\d+)?)([,}].*)')
_MOST_KNOWN = 10_000
_NUMBER = re.compile(r"-?\d+(\.\d*)?")


class FlawedRecord(ValueError):  # noqa: N818 - the record is what is flawed
    """A record that Splunk would not take as it is meant; the text says why."""


class HecObject(NamedTuple):
    """One object as it is sent, and how many measurements (for an event: 1) a search finds of it."""

    text: bytes
    measures: int


@frozen
class Origin:
    """What a file gives its records: its kind, and the metadata of those that have none of their own.

    `forced_index` takes the place of the index that a record names.
    """

    kind: str
    defaults: Mapping[str, str]
    forced_index: str | None = None
    known: dict[tuple[bytes, bytes], bytes] = field(default_factory=dict, compare=False)
    """What stands between time and value and behind the value of points that were checked, to what they lack."""


def _no_constant(name: str) -> NoReturn:
    raise FlawedRecord(f"{name} is not a number of JSON")


_decode: Callable[[str], Any] = JSONDecoder(parse_constant=_no_constant).decode


@frozen
class Rewriter:
    """Makes objects of the lines of one file; `shift` in seconds is added to every time, `mark` is field and value."""

    origin: Origin
    shift: Decimal
    mark: tuple[str, str] | None = None

    def rewrite(self, line: bytes) -> HecObject:
        """The object of a line.

        Raises: FlawedRecord.
        """
        point = _POINT.match(line) if self.origin.kind == METRICS else None
        if point is None:
            return self._checked(line)[0]
        time, middle, value, rest = point.groups()
        lacks = self.origin.known.get((middle, rest))
        if lacks is None:
            made, lacks = self._checked(line)
            if lacks is not None and made.measures == 1:
                self._remember((middle, rest), lacks)
            return made
        return HecObject(self._joined(lacks, time.decode(), b"%b%b%b" % (middle, value, rest)), 1)

    def _remember(self, around: tuple[bytes, bytes], lacks: bytes) -> None:
        if len(self.origin.known) >= _MOST_KNOWN:
            self.origin.known.clear()
        self.origin.known[around] = lacks

    def _checked(self, line: bytes) -> tuple[HecObject, bytes | None]:
        """The object of a line, and what was put before it; None where the line had to be written anew."""
        record = parse_record(line)
        if "event" not in record and "fields" not in record:
            record, line = self._from_columns(record), b""
        measures = self._check(record)
        found = self._time_to_splice(record, line)
        if found is None:
            return HecObject(self._rendered(record), measures), None
        missing = self._missing(record)
        lacks = "".join(f'"{key}":{dumps(value)},' for key, value in missing.items()).encode()
        return HecObject(self._joined(lacks, found[1].decode(), line[found.end() :]), measures), lacks

    def _from_columns(self, record: dict[str, Any]) -> dict[str, Any]:
        return from_point(record) if isinstance(record.get("metrics"), dict) else from_event(record)

    def _check(self, record: dict[str, Any]) -> int:
        if not ENVELOPE.issuperset(record):
            name = next(key for key in record if key not in ENVELOPE)
            raise FlawedRecord(f'"{name}" is no key of HEC, which drops such an object and all behind it')
        time = record.get("time")
        if time.__class__ is not int or not 0 <= time < LATEST_S:
            read_time(time)
        fields = record.get("fields", {})
        if not isinstance(fields, dict):
            raise FlawedRecord("fields is not an object")
        if self.mark is not None and self.mark[0] in fields:
            raise FlawedRecord(f'the field of the marker, "{self.mark[0]}", is there already')
        return check_metric(fields) if self.origin.kind == METRICS else check_event(record, fields)

    def _missing(self, record: dict[str, Any]) -> dict[str, str]:
        return {key: value for key, value in self.origin.defaults.items() if key not in record}

    def _time_to_splice(self, record: dict[str, Any], line: bytes) -> re.Match[bytes] | None:
        """Where the time of the line stands; None where the line needs more than what `_joined` does."""
        forced = self.origin.forced_index
        found = _TIME.match(line)
        if found is None or (forced is not None and record.get("index", forced) != forced):
            return None
        written, time = found[1].decode(), record["time"]
        if str(time) != written and Decimal(written) != Decimal(str(time)):  # a key may stand there twice
            return None
        if self.mark is None:
            return found
        ends_in_fields = next(reversed(record)) == "fields" and record["fields"] and line.rstrip().endswith(b"}}")
        return found if ends_in_fields else None

    def _joined(self, lacks: bytes, time: str, tail: bytes) -> bytes:
        """The line with what it lacks before its new time, and with the marker as the last of its fields."""
        moved = shifted(time, self.shift).encode()
        if self.mark is None:
            return b'{%b"time":%b%b' % (lacks, moved, tail.rstrip())
        return b'{%b"time":%b%b,"%b":"%b"}}' % (lacks, moved, tail.rstrip()[:-2], *self._mark_bytes())

    def _mark_bytes(self) -> tuple[bytes, bytes]:
        """A marker is a plain name and hexadecimal digits, so nothing in it needs an escape."""
        assert self.mark is not None
        return self.mark[0].encode(), self.mark[1].encode()

    def _rendered(self, record: dict[str, Any]) -> bytes:
        whole = {**self._missing(record), **record}
        if self.origin.forced_index is not None:
            whole["index"] = self.origin.forced_index
        if self.mark is not None:
            whole["fields"] = {**record.get("fields", {}), self.mark[0]: self.mark[1]}
        time = shifted(str(whole.pop("time")), self.shift)
        return f'{{"time":{time},{dumps(whole, separators=(",", ":"))[1:]}'.encode()


def parse_record(line: bytes) -> dict[str, Any]:
    """The JSON object of a line.

    Raises: FlawedRecord.
    """
    if len(line) > LONGEST_BYTES:
        raise FlawedRecord(f"the line has {len(line)} bytes; Splunk takes objects of up to {LONGEST_BYTES}")
    try:
        record = _decode(line.decode("utf-8").strip())
    except FlawedRecord:
        raise
    except (ValueError, RecursionError) as error:
        raise FlawedRecord(f"the line is not JSON: {error}") from None
    if not isinstance(record, dict):
        raise FlawedRecord("the line is not an object of JSON")
    return record


def read_time(value: Any) -> Decimal:
    """A time as HEC takes it: seconds as a number or its text, never with an exponent.

    Raises: FlawedRecord.
    """
    if value.__class__ is int and 0 <= value < LATEST_S:
        return Decimal(value)
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise FlawedRecord("there is no time" if value is None else "the time is not a number")
    try:
        time = Decimal(str(value).strip())
    except InvalidOperation:
        raise FlawedRecord(f'the time "{value}" is not a number') from None
    if not time.is_finite() or not 0 <= time < LATEST_S:
        raise FlawedRecord(f"the time {value} is not in epoch seconds")
    return time


def shifted(text: str, shift: Decimal) -> str:
    """A time moved by `shift` seconds, with all its digits and no exponent.

    Raises: FlawedRecord for a time before 1970.
    """
    whole = int(shift)
    if whole == shift and text.isdigit() and int(text) + whole >= 0:
        return str(int(text) + whole)
    moved = Decimal(text) + shift
    if moved < 0:
        raise FlawedRecord(f"the time {text} would be moved before 1970")
    return format(moved, "f")


def check_metric(fields: dict[str, Any]) -> int:
    """How many measurements the fields of a metric object hold.

    Raises: FlawedRecord for what Splunk would drop, or would take for something else.
    """
    if "metric_name" in fields:
        return _check_single(fields)
    names = [key for key in fields if key.startswith(PREFIX)]
    if not names:
        raise FlawedRecord("a metric without a metric name")
    if "_value" in fields:
        raise FlawedRecord("a dimension called _value; Splunk keeps that name for the number")
    for name in names:
        _check_number(name.removeprefix(PREFIX), fields[name])
    _check_flat(fields)
    return len(names)


def _check_single(fields: dict[str, Any]) -> int:
    name = fields["metric_name"]
    if not isinstance(name, str) or not name.strip():
        raise FlawedRecord("the metric name is empty")
    if "_value" not in fields:
        raise FlawedRecord(f'the metric "{name}" has no number')
    _check_number(name, fields["_value"])
    if PREFIX in "\0".join(fields) and any(key.startswith(PREFIX) for key in fields):
        raise FlawedRecord("metric_name and metric_name: in one object; Splunk ignores the first")
    _check_flat(fields)
    return 1


def _check_number(name: str, value: Any) -> None:
    if value.__class__ is int or value.__class__ is float:
        return
    if not name.strip():
        raise FlawedRecord("the metric name is empty")
    if not isinstance(value, str) or not _NUMBER.fullmatch(value.strip()):
        raise FlawedRecord(f'the value of the metric "{name}" is not a number')


def _check_flat(fields: dict[str, Any]) -> None:
    if dict in map(type, fields.values()):
        raise FlawedRecord("a field holds an object; fields of HEC are flat")


def check_event(record: dict[str, Any], fields: dict[str, Any]) -> int:
    """An event counts as 1.

    Raises: FlawedRecord for an event that is missing or blank.
    """
    if record.get("event") in (None, "", {}, []):
        raise FlawedRecord("the event is missing or blank")
    _check_flat(fields)
    return 1


def from_point(record: dict[str, Any]) -> dict[str, Any]:
    """The object of a data point: `{"_time", "metrics": {name: number}, "dims": {name: text}, "index"}`.

    Raises: FlawedRecord.
    """
    dims = record.get("dims", {})
    if not isinstance(dims, dict) or set(record) - {"_time", "metrics", "dims", "index"}:
        raise FlawedRecord("a data point has _time, metrics, dims and index")
    if any(key in ("_value", "metric_name") or key.startswith(PREFIX) for key in dims):
        raise FlawedRecord("a dimension has a name that Splunk keeps for measurements")
    measured = {PREFIX + name: value for name, value in record["metrics"].items()}
    index = {"index": record["index"]} if "index" in record else {}
    return {"time": record.get("_time"), "event": "metric", **index, "fields": {**measured, **dims}}


def from_event(record: dict[str, Any]) -> dict[str, Any]:
    """The object of an event written as fields: `_time`, `_raw`, index, host, source, sourcetype and any other.

    Raises: FlawedRecord for one without `_raw`.
    """
    if not isinstance(record.get("_raw"), str):
        raise FlawedRecord("neither an object of HEC, nor a data point, nor an event with _raw")
    known: dict[str, Any] = {key: record[key] for key in ("index", "host", "source", "sourcetype") if key in record}
    fields = {key: value for key, value in record.items() if key not in known and key not in ("_time", "_raw")}
    kept = {key: value for key, value in fields.items() if value is not None}
    return {"time": record.get("_time"), "event": record["_raw"], **known, **({"fields": kept} if kept else {})}
