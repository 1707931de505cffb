"""The points of a request of OTLP, as the Splunk HEC exporter of the OpenTelemetry collector makes them."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from harness.frozen import frozen
from harness.store.flaws import BAD_TIME, BAD_VALUE, Flaw
from harness.store.formats._points import MetricPoint, decoded
from harness.store.scalars import decode_index, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SCOPE = "splunk-detection-harness"
"""The scope of points that are written as they are."""
BAD_SHAPE = "DS306"
BAD_KIND = "DS307"
_TOP = {"host.name": "host", "com.splunk.source": "source", "com.splunk.sourcetype": "sourcetype"}
_INDEX, _TOKEN = "com.splunk.index", "com.splunk.hec.access_token"
_KINDS = {"gauge": "Gauge", "sum": "Sum", "histogram": "Histogram", "summary": "Summary"}
_REFUSED = ("exponentialHistogram",)
_NO_VALUE = 1
"""The flag of a data point that says that there is nothing measured."""


@frozen
class Origin:
    """What the points of a resource have in common; `is_as_it_is` for points that we wrote."""

    index: str
    dimensions: Mapping[str, str]
    is_as_it_is: bool


def decode_request(request: Any, index: str | None) -> Iterator[MetricPoint]:
    """The points of one ExportMetricsServiceRequest.

    Raises: Flaw.
    """
    for resource in _items(_object(request, "the request"), "resourceMetrics"):
        attributes = _attributes(_object(resource.get("resource") or {}, "resource"))
        for scope in _items(resource, "scopeMetrics"):
            written = _object(scope.get("scope") or {}, "scope").get("name") == SCOPE
            origin = _origin(attributes, index, is_as_it_is=written)
            for metric in _items(scope, "metrics"):
                yield from _metric_points(metric, origin)


def _origin(attributes: Mapping[str, str], index: str | None, *, is_as_it_is: bool) -> Origin:
    home = decode_index(attributes.get(_INDEX) or None, index)
    common = {_TOP.get(name, name): text for name, text in attributes.items() if name not in (_INDEX, _TOKEN)}
    return Origin(home, common if is_as_it_is else {"host": "unknown", **common}, is_as_it_is)


def _metric_points(metric: Mapping[str, Any], origin: Origin) -> Iterator[MetricPoint]:
    name = metric.get("name")
    kinds = [kind for kind in (*_KINDS, *_REFUSED) if kind in metric]
    if not isinstance(name, str) or len(kinds) != 1:
        raise Flaw(BAD_SHAPE, f"the metric {shown(name)} has {kinds or 'no data'}", label="not a metric of OTLP")
    if kinds[0] in _REFUSED:
        message = f"the metric {name} is an exponential histogram, which the exporter for Splunk drops"
        raise Flaw(BAD_KIND, message, at=f'"{kinds[0]}"', label="not carried", help="send explicit buckets")
    for point in _items(_object(metric[kinds[0]], kinds[0]), "dataPoints"):
        if not int(point.get("flags") or 0) & _NO_VALUE:
            yield from _expanded(name, kinds[0], point, origin)


def _expanded(name: str, kind: str, point: Mapping[str, Any], origin: Origin) -> Iterator[MetricPoint]:
    time = _seconds(point.get("timeUnixNano"), name)
    common = {**origin.dimensions, **_attributes(point)}
    if not origin.is_as_it_is:
        common["metric_type"] = _KINDS[kind]
    parts = {"histogram": _histogram, "summary": _summary}.get(kind, _number)(name, point)
    for suffix, value, dimensions in parts:
        yield decoded(time, origin.index, {name + suffix: value}, {**common, **dimensions})


Part = tuple[str, "float | int", "Mapping[str, str]"]
"""What follows the name of the metric, a value, and further dimensions."""


def _number(name: str, point: Mapping[str, Any]) -> Iterator[Part]:
    if "asInt" in point:
        yield "", _whole(point["asInt"], name), {}
    else:
        yield "", _double(point.get("asDouble"), name), {}


def _histogram(name: str, point: Mapping[str, Any]) -> Iterator[Part]:
    if point.get("sum") is not None and not _is_nan(point["sum"]):
        yield "_sum", _double(point["sum"], name), {}
    yield "_count", _whole(point.get("count", 0), name), {}
    bounds = [_double(bound, name) for bound in point.get("explicitBounds") or ()]
    counts = [_whole(count, name) for count in point.get("bucketCounts") or ()]
    if len(counts) != len(bounds) + 1:
        return
    total = 0
    for bound, count in zip([*bounds, math.inf], counts, strict=True):
        total += count
        yield "_bucket", total, {"le": go_float(bound)}


def _summary(name: str, point: Mapping[str, Any]) -> Iterator[Part]:
    if not _is_nan(point.get("sum", 0)):
        yield "_sum", _double(point.get("sum", 0), name), {}
    yield "_count", _whole(point.get("count", 0), name), {}
    for each in _items(point, "quantileValues"):
        quantile = _double(each.get("quantile", 0), name)
        yield (
            f"_{format(Decimal(repr(quantile)).normalize(), 'f')}",
            _double(each.get("value", 0), name),
            {"qt": go_float(quantile)},
        )


def go_float(value: float) -> str:
    """A double as the exporter writes it into a dimension: the shortest digits, an exponent from 1e+06 on."""
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    number = Decimal(repr(value)).normalize()
    exponent = number.adjusted() if number else 0
    if -5 < exponent < 21 and not exponent >= 6:
        return format(number, "f")
    digits = "".join(map(str, number.as_tuple().digits))
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{'-' if value < 0 else ''}{digits[0]}{rest}e{exponent:+03d}"


def _seconds(nanoseconds: Any, name: str) -> float:
    if isinstance(nanoseconds, bool) or not str(nanoseconds if nanoseconds is not None else "").isdecimal():
        found = "no time" if nanoseconds is None else f"the time {shown(nanoseconds)}"
        raise Flaw(BAD_TIME, f"a point of {name} has {found}", at='"timeUnixNano"', label="not nanoseconds")
    if int(nanoseconds) == 0:
        raise Flaw(BAD_TIME, f"a point of {name} has no time", at='"timeUnixNano"', label="0 means no time")
    # The exporter rounds to milliseconds, half away from zero.
    return (int(nanoseconds) + 500_000) // 1_000_000 / 1000


def _whole(value: Any, name: str) -> int:
    """A 64-bit integer, which OTLP's JSON writes as text."""
    text = str(value)
    if isinstance(value, bool) or not text.lstrip("-").isdecimal():
        raise _bad_value(value, name)
    return int(text)


def _double(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _bad_value(value, name)
    return float(value)


def _bad_value(value: Any, name: str) -> Flaw:
    found = "no value" if value is None else f"the value {shown(value)}"
    return Flaw(BAD_VALUE, f"a point of {name} has {found}, not a number", at=f'"{name}"', label="not a number")


def _is_nan(value: Any) -> bool:
    return value == "NaN" or (isinstance(value, float) and math.isnan(value))


def _attributes(holder: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for each in _items(holder, "attributes"):
        key = each.get("key")
        if not isinstance(key, str):
            raise Flaw(BAD_SHAPE, f"an attribute has the key {shown(key)}", at='"attributes"', label="not a key")
        found[key] = _text(each.get("value"))
    return found


def _text(value: Any) -> str:
    """The value of an attribute as the collector turns it into text."""
    if not isinstance(value, dict) or len(value) > 1:
        raise Flaw(BAD_SHAPE, f"the value of an attribute is {shown(value)}", label="not a value of OTLP")
    for kind, found in value.items():
        if kind in ("stringValue", "bytesValue") or (kind == "intValue" and isinstance(found, str)):
            return str(found)
        if kind == "boolValue":
            return "true" if found else "false"
        if kind in ("intValue", "doubleValue"):
            return go_double(found)
        return json.dumps(_plain(value), separators=(",", ":"), ensure_ascii=False, sort_keys=True)
    return ""


def go_double(value: Any) -> str:
    """A number as JSON of the collector: whole ones without a decimal point."""
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e21 else repr(number)


def _plain(value: Any) -> Any:
    """Lists and maps of attributes as plain JSON."""
    for kind, found in value.items():
        if kind == "arrayValue":
            return [_plain(each) for each in found.get("values") or ()]
        if kind == "kvlistValue":
            return {each["key"]: _plain(each["value"]) for each in found.get("values") or ()}
        return int(found) if kind == "intValue" else found
    return None


def _items(holder: Mapping[str, Any], key: str) -> Iterable[Mapping[str, Any]]:
    items = holder.get(key) or []
    if not isinstance(items, list):
        raise Flaw(BAD_SHAPE, f'"{key}" is {shown(items)}, not a list', at=f'"{key}"', label="not a list")
    return [_object(item, key) for item in items]


def _object(value: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Flaw(BAD_SHAPE, f"{what} is {shown(value)}, not an object", at=f'"{what}"', label="not an object")
    return value
