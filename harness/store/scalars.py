"""The scalars of a data point: times, measures and dimension values as data files write them."""

from __future__ import annotations

import json
import math
import re
from numbers import Real
from typing import TYPE_CHECKING, Any

from harness.store.flaws import BAD_DIMENSION, BAD_TIME, BAD_VALUE, NO_INDEX, NO_MEASUREMENT, Flaw

if TYPE_CHECKING:
    from collections.abc import Mapping

EARLIEST_S = 0.0
"""1970-01-01, the first time a point may have."""
LATEST_S = 4_102_444_800.0
"""2100-01-01, the end of the times a point may have; larger numbers are milliseconds taken for seconds."""

JSON_NUMBER = r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?"
_NUMBER = re.compile(JSON_NUMBER)
_SECONDS = re.compile(r"-?\d+(?:\.\d+)?")


def decode_time(value: Any, key: str) -> float:
    """Epoch seconds from a number or a numeric text.

    Source: HTTP Event Collector, `time` of the event metadata; text in scientific notation is refused there too.
    Differs: numbers of 13 or more digits, which Splunk reads as milli-, micro- or nanoseconds by thresholds that are
    not documented, are out of range here.
    """
    if isinstance(value, str) and _SECONDS.fullmatch(value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float, Real)):
        raise Flaw(BAD_TIME, f"{key} is {shown(value)}, not a number of seconds", at=f'"{key}"', label="not a time")
    if not EARLIEST_S <= float_of(value) < LATEST_S:
        raise Flaw(
            BAD_TIME,
            f"{key} {shown(value)} is out of range",
            at=f'"{key}"',
            label="not between 1970 and 2100",
            help="times are epoch seconds, with decimals for parts of a second",
        )
    return float(value)


def decode_measure(value: Any, name: str, key: str) -> float:
    """A measure from a number or a numeric text; it is finite.

    Source: Splunk stores numeric text with a warning and drops a point whose value is not a number.
    Undecided: text with blanks around the number, true, null and NaN; they are refused.
    """
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float, Real)) or not math.isfinite(float_of(value)):
        raise Flaw(
            BAD_VALUE,
            f"the value of metric {name} is {shown(value)}, not a number",
            at=f'"{key}"',
            label="not a number",
            help="write a finite number; leave the measurement out where there is none",
        )
    return float(value)


def decode_metric_name(value: Any, key: str = "metric_name") -> str:
    """The name of a metric: a text without blanks; Splunk's searches do not find one that is empty or has them."""
    if not isinstance(value, str) or len(value.split()) != 1 or value != value.strip():
        raise Flaw(NO_MEASUREMENT, f"the metric name is {shown(value)}", at=f'"{key}"', label="not a name of a metric")
    return encodable(value)


def decode_index(value: Any, default: str | None) -> str:
    """The name of the index, or the default where a record names none."""
    name = default if value is None else value
    if name is None:
        raise Flaw(
            NO_INDEX,
            "the data point has no index",
            label="no index",
            help='write "index" in it, or name an index for the whole file',
        )
    if not isinstance(name, str) or not name.strip() or "*" in name:
        raise Flaw(NO_INDEX, f"{shown(name)} is not the name of an index", at='"index"', label="not a name")
    return encodable(name)


def decode_dimensions(values: Mapping[str, Any], index: str) -> dict[str, str]:
    """Dimensions as text; null and empty values are dropped, numbers and truth values become their JSON text.

    Undecided: what Splunk stores for a list of values; it is refused.
    """
    found = {
        name: value if isinstance(value, str) else _dimension_text(name, value)
        for name, value in values.items()
        if value is not None and value != ""
    }
    if not "".join(found.values()).isascii():
        found = {name: encodable(text) for name, text in found.items()}
    if found.pop("index", index) != index:
        raise Flaw(BAD_DIMENSION, f"a dimension named index disagrees with index {index}", at='"index"')
    return found


def encodable(text: str) -> str:
    """The text, refused if it holds half a surrogate pair, which JSON can write and no UTF-8 can hold."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise Flaw(BAD_DIMENSION, f"{shown(text)} is not Unicode text", label="not Unicode text") from error
    return text


def _dimension_text(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    raise Flaw(
        BAD_DIMENSION,
        f"the value of dimension {name} is {shown(value)}",
        at=f'"{name}"',
        label="not a text",
        help="the value of a dimension is one text",
    )


def float_of(value: Real | int | float) -> float:
    """The nearest double; infinity for a whole number beyond all of them."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def shown(value: Any) -> str:
    """A value as a message shows it: its JSON text, cut when long."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
