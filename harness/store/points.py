"""From records to columns: one record of metric data, in any of its three forms, becomes points in a `Batch`.

The forms are the data point of `harness.search` (`{"_time":.., "metrics":{..}, "dims":{..}, "index":..}`) and HEC's
metric objects with one measurement (`metric_name` and `_value`) or several (`metric_name:<name>`).  A batch is added
to a store whole or not at all, so that a broken file leaves no half of itself behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import polars as pl

from harness.frozen import frozen
from harness.store.chunks import SCHEMA, SERIES, TIME, VALUE
from harness.store.flaws import BAD_DIMENSION, BAD_TIME, BAD_VALUE, NO_MEASUREMENT, NOT_JSON, UNKNOWN_KEY, Flaw
from harness.store.scalars import (
    decode_dimensions,
    decode_index,
    decode_measure,
    decode_metric_name,
    decode_time,
    shown,
)

if TYPE_CHECKING:
    from harness.store.series import SeriesTable

POINT_KEYS = frozenset({"_time", "metrics", "dims", "index"})
HEC_KEYS = frozenset({"time", "host", "source", "sourcetype", "index", "event", "fields"})
HEC_DIMENSIONS = ("host", "source", "sourcetype")
SINGLE_NAME, SINGLE_VALUE, MULTIPLE = "metric_name", "_value", "metric_name:"

Home: TypeAlias = tuple[str, str]
"""The index and the metric that a point belongs to."""


@dataclass(slots=True)
class PointLists:
    """The points of one metric in one index, while they are collected."""

    times: list[float] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    series: list[int] = field(default_factory=list)

    def add(self, time: float, value: float, series: int) -> None:
        """Adds one point."""
        self.times.append(time)
        self.values.append(value)
        self.series.append(series)

    def frame(self) -> pl.DataFrame:
        """The points as columns."""
        return pl.DataFrame({TIME: self.times, VALUE: self.values, SERIES: self.series}, schema=SCHEMA)


class Batch:
    """Points that are decoded and not yet in the store, by index and metric."""

    __slots__ = ("_lists", "_numbers", "_parts", "_series")

    def __init__(self, series: SeriesTable) -> None:
        self._series = series
        self._lists: dict[Home, PointLists] = {}
        self._parts: dict[Home, list[pl.DataFrame]] = {}
        self._numbers: dict[tuple[object, ...], int] = {}

    def lists(self, index: str, metric: str) -> PointLists:
        """Where single points of this metric in this index are collected."""
        found = self._lists.get((index, metric))
        if found is None:
            found = self._lists[(index, metric)] = PointLists()
        return found

    def add_columns(self, index: str, metric: str, points: pl.DataFrame) -> None:
        """Adds points that are columns already: `_time`, `value`, `series`."""
        self._parts.setdefault((index, metric), []).append(points)

    def series(self, index: str, raw: Mapping[str, Any]) -> int:
        """The number of the series with these dimensions, as the data wrote them.

        Records of one series are written alike, so the dimensions are decoded for the first of them only.
        """
        key = (index, *raw, *raw.values(), *map(type, raw.values()))  # 1, 1.0 and true are equal keys
        try:
            number = self._numbers.get(key)
        except TypeError:  # a list or an object: decoding says what is wrong with it
            return self.new_series(index, raw)
        if number is None:
            number = self._numbers[key] = self.new_series(index, raw)
        return number

    def new_series(self, index: str, raw: Mapping[str, Any]) -> int:
        """The number of the series with these dimensions, for who asks once for each way to write them.

        Raises: Flaw.
        """
        return self._series.number(index, decode_dimensions(raw, index))

    def points(self) -> Iterator[tuple[Home, pl.DataFrame]]:
        """Everything collected, as columns."""
        for home, lists in self._lists.items():
            yield home, lists.frame()
        for home, parts in self._parts.items():
            for part in parts:
                yield home, part


def add_record(record: Any, batch: Batch, index: str | None) -> None:
    """Adds the points of one JSON object, whichever form it has; `index` is for records that name none.

    Raises: Flaw.
    """
    add_measured(decode_record(record, index), batch)


def decode_record(record: Any, index: str | None) -> Measured:
    """Reads one JSON object, whichever form it has; `index` is for records that name none.

    Raises: Flaw.
    """
    if not isinstance(record, dict):
        raise Flaw(NOT_JSON, f"{shown(record)} is not an object", label="not an object")
    return decode_point(record, index) if "metrics" in record else decode_hec_object(record, index)


def add_point(point: Mapping[str, Any], batch: Batch, index: str | None) -> None:
    """Adds a data point as `harness.search` takes it.

    Raises: Flaw.
    """
    add_measured(decode_point(point, index), batch)


def add_measured(found: Measured, batch: Batch) -> None:
    """Adds points that are decoded."""
    series = batch.series(found.index, found.dimensions)
    for metric, value in found.measures.items():
        batch.lists(found.index, metric).add(found.time, value, series)


def decode_point(point: Mapping[str, Any], index: str | None) -> Measured:
    """Reads a data point as `harness.search` takes it.

    Raises: Flaw.
    """
    if not isinstance(point, Mapping):
        raise Flaw(NOT_JSON, f"{shown(point)} is not an object", label="not an object")
    _refuse_unknown(point, POINT_KEYS, "a data point")
    if "_time" not in point:
        raise Flaw(BAD_TIME, "the data point has no _time", label="no _time")
    time = decode_time(point["_time"], "_time")
    metrics, dims = point.get("metrics"), point.get("dims") or {}
    if not isinstance(metrics, Mapping) or not metrics:
        raise Flaw(NO_MEASUREMENT, f'"metrics" is {shown(metrics)}', at='"metrics"', label="no name: number in it")
    if not isinstance(dims, Mapping):
        raise Flaw(BAD_DIMENSION, f'"dims" is {shown(dims)}', at='"dims"', label="not an object of name: text")
    name = decode_index(point.get("index"), index)
    measures = {
        metric: decode_measure(value, decode_metric_name(metric, "metrics"), metric)
        for metric, value in metrics.items()
    }
    return Measured(name, time, measures, dict(dims))


@frozen
class Measured:
    """What a HEC metric object says: its measurements by metric, and its dimensions as they are written."""

    index: str
    time: float
    measures: dict[str, float]
    dimensions: dict[str, Any]


def decode_hec_object(event: Mapping[str, Any], index: str | None) -> Measured:
    """Reads a HEC metric object; `event` itself may be any text, an empty object or absent.

    Where the fields have measurements in both forms, those of `metric_name:<name>` are kept; `metric_name` and
    `_value` are ignored, as in Splunk, whose info message about it has no counterpart here.

    Differs: an object without `time`, which HEC stamps with the time of its arrival, is refused: data that changes
    with the clock cannot be tested.

    Source: Splunk, "Get metrics in from other sources", and the messages of INDEXER:*.
    Raises: Flaw.
    """
    _refuse_unknown(event, HEC_KEYS, "a HEC metric object")
    fields = event.get("fields")
    if not isinstance(fields, dict):
        raise Flaw(NO_MEASUREMENT, "the object has no metric fields", label='no "fields"', help=_FORMS)
    if "time" not in event:
        raise Flaw(BAD_TIME, "the object has no time", label='no "time"')
    time = decode_time(event["time"], "time")
    name = decode_index(event.get("index"), index)
    dimensions = dict(fields)
    measures = _taken_measures(dimensions)
    dimensions.update({key: event[key] for key in HEC_DIMENSIONS if key in event})
    return Measured(name, time, measures, dimensions)


def add_hec_object(event: Mapping[str, Any], batch: Batch, index: str | None) -> None:
    """Adds the points of a HEC metric object; see `decode_hec_object`.

    Raises: Flaw.
    """
    add_measured(decode_hec_object(event, index), batch)


_FORMS = 'write "metric_name:<name>": <number> in "fields", or "metric_name" and "_value"'


def _taken_measures(fields: dict[str, Any]) -> dict[str, float]:
    """The measurements, which are taken out of the fields; what is left are dimensions."""
    multiple = [key for key in fields if MULTIPLE in key and key.startswith(MULTIPLE)]
    # Splunk keeps the newer form where an object has both (INDEXER:METRIC_IGNORING_LEGACY_FIELDS).
    found = {} if multiple else _single_measure(fields)
    for key in multiple:
        name = decode_metric_name(key.removeprefix(MULTIPLE), key)
        found[name] = decode_measure(fields.pop(key), name, key)
    fields.pop(SINGLE_NAME, None)
    fields.pop(SINGLE_VALUE, None)
    return found


def _single_measure(fields: Mapping[str, Any]) -> dict[str, float]:
    if SINGLE_NAME not in fields:
        raise Flaw(NO_MEASUREMENT, "the object has no measurement", at='"fields"', label="no metric", help=_FORMS)
    name = decode_metric_name(fields[SINGLE_NAME])
    if SINGLE_VALUE not in fields:
        raise Flaw(BAD_VALUE, f"metric {name} has no _value", at='"metric_name"', label="no _value")
    return {name: decode_measure(fields[SINGLE_VALUE], name, SINGLE_VALUE)}


def _refuse_unknown(record: Mapping[str, Any], known: frozenset[str], what: str) -> None:
    unknown = record.keys() - known
    if unknown:
        name = min(unknown)
        raise Flaw(
            UNKNOWN_KEY,
            f"{what} has no key {shown(name)}",
            at=f'"{name}"',
            label="unknown",
            help=f"the keys are {', '.join(sorted(known))}",
        )
