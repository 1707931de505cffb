"""OTLP metrics as JSON: ExportMetricsServiceRequest, one or several in a file.

Attributes become dimensions as the Splunk HEC exporter of the OpenTelemetry collector makes them: those of the resource
first, those of the point over them; `host.name`, `com.splunk.source`, `com.splunk.sourcetype` and `com.splunk.index` of
the resource are host (`unknown` without), source, sourcetype and index; `metric_type` says Gauge, Sum, Histogram or
Summary.  Times are whole milliseconds.  A histogram becomes `<name>_sum`, `<name>_count` and cumulative
`<name>_bucket` by `le`; a summary `_sum`, `_count` and `<name>_<quantile>` by `qt`.  Exponential histograms, which the
exporter drops, are refused.

What is written has one scope called `SCOPE`: its points were data points of an index before, so their attributes are
the dimensions as they are, and nothing is added when they are read again.

Source: opentelemetry-collector-contrib, exporter/splunkhecexporter, metricdata_to_splunk.go; the OTLP specification.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

from harness.store.flaws import Flaw
from harness.store.formats._json_lines import looks_like_requests
from harness.store.formats._otlp_points import SCOPE, decode_request
from harness.store.formats._points import MetricPoint, Placed, cannot_carry, refuse_reserved, time_text, write_lines
from harness.store.lines import placed_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from harness.diagnostics import SourceText

MOST_AT_ONCE = 1000


class OtlpFormat:
    """OTLP JSON; see the module."""

    name = "otlp"
    says = "OTLP metrics as JSON, one ExportMetricsServiceRequest in a line"
    endings = (".otlp", ".otlp.json", ".json", ".jsonl")
    is_text = True

    def fits(self, start: str) -> bool:
        """Whether it begins as a request of metrics."""
        return looks_like_requests(start)

    def read(self, source: SourceText, data: bytes, index: str | None) -> Iterator[Placed]:  # noqa: ARG002
        """The requests of a text."""
        for record in placed_records(source.text):
            flaw = record.flaw
            if flaw is None:
                try:
                    yield Placed(record.span, list(decode_request(record.value, index)))
                except Flaw as raised:
                    flaw = raised
            if flaw is not None:
                yield Placed(record.span, flaw=flaw)

    def check(self, point: MetricPoint) -> None:
        """Refuses times that are no whole milliseconds, which the exporter would round."""
        refuse_reserved(point)
        if round(point.time * 1000) / 1000 != point.time:
            raise cannot_carry(f"the time {time_text(point.time)}, which is no whole millisecond")
        if point.time == 0:
            raise cannot_carry("the time 0, which means no time in OTLP")

    def write(self, points: Iterable[MetricPoint], stream: IO[bytes]) -> None:
        """A request for each run of points of one index."""
        write_lines(_requests(points), stream)


def _requests(points: Iterable[MetricPoint]) -> Iterator[str]:
    for index, group in groupby(points, key=lambda point: point.index):
        waiting: list[MetricPoint] = []
        for point in group:
            waiting.append(point)
            if len(waiting) >= MOST_AT_ONCE:
                yield _request(index, waiting)
                waiting = []
        if waiting:
            yield _request(index, waiting)


def _request(index: str, points: Iterable[MetricPoint]) -> str:
    metrics: dict[str, list[dict[str, Any]]] = {}
    for point in points:
        for name, value in point.measures.items():
            metrics.setdefault(name, []).append(_data_point(point, value))
    scope = {
        "scope": {"name": SCOPE},
        "metrics": [{"name": name, "gauge": {"dataPoints": found}} for name, found in metrics.items()],
    }
    resource = {"attributes": _attributes({"com.splunk.index": index})}
    request = {"resourceMetrics": [{"resource": resource, "scopeMetrics": [scope]}]}
    return json.dumps(request, separators=(",", ":"), ensure_ascii=False)


def _data_point(point: MetricPoint, value: float) -> dict[str, Any]:
    nanoseconds = round(point.time * 1000) * 1_000_000
    return {"attributes": _attributes(point.dimensions), "timeUnixNano": str(nanoseconds), "asDouble": value}


def _attributes(values: Any) -> list[dict[str, Any]]:
    return [{"key": name, "value": {"stringValue": value}} for name, value in values.items()]


FORMAT = OtlpFormat()
