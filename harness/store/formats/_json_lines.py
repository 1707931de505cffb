"""HEC's metric objects as JSON lines: what the two ways to write them share."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from harness.store.flaws import Flaw
from harness.store.formats._points import MetricPoint, Placed, named_dimensions
from harness.store.lines import placed_records
from harness.store.points import HEC_DIMENSIONS, decode_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from harness.diagnostics import SourceText

_REQUEST = re.compile(r'[\ufeff\s\[]*\{\s*"resourceMetrics"\s*:')


def looks_like_objects(start: str) -> bool:
    """Whether a text begins as JSON objects do that are no OTLP."""
    return start.lstrip("\ufeff \t\r\n[").startswith("{") and not looks_like_requests(start)


def looks_like_requests(start: str) -> bool:
    """Whether a text begins as a request of OTLP."""
    return _REQUEST.match(start) is not None


def read_objects(source: SourceText, index: str | None) -> Iterator[Placed]:
    """The metric objects of a text, in any form that HEC or `harness.search` takes."""
    for record in placed_records(source.text):
        flaw = record.flaw
        if flaw is None:
            try:
                yield Placed(record.span, (_point(record.value, index),))
            except Flaw as raised:
                flaw = raised
        if flaw is not None:
            yield Placed(record.span, flaw=flaw)


def _point(record: Any, index: str | None) -> MetricPoint:
    found = decode_record(record, index)
    dimensions = named_dimensions(found.dimensions, found.index)
    return MetricPoint(found.time, found.index, found.measures, dimensions)


def object_line(point: MetricPoint, measures: Mapping[str, Any]) -> str:
    """A metric object: host, source and sourcetype at the top, as HEC wants them, all else in its fields."""
    dimensions = dict(point.dimensions)
    top = {name: dimensions.pop(name) for name in HEC_DIMENSIONS if name in dimensions}
    record = {"time": _number(point.time), "event": "metric", "index": point.index, **top}
    fields = {**{name: _number(value) if isinstance(value, float) else value for name, value in measures.items()}}
    return json.dumps({**record, "fields": {**dimensions, **fields}}, separators=(",", ":"), ensure_ascii=False)


def _number(value: float) -> float | int:
    """Whole numbers without a decimal point, where that is the same double."""
    return int(value) if value.is_integer() and abs(value) < 2.0**53 and str(value) != "-0.0" else value
