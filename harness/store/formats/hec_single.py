"""HEC metric JSON, one measurement in an object."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from harness.store.formats._json_lines import looks_like_objects, object_line, read_objects
from harness.store.formats._points import MetricPoint, Placed, refuse_reserved, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from harness.diagnostics import SourceText


class HecSingleFormat:
    """One JSON object for each measurement: `metric_name` and `_value`, as the NPM add-on and older clients write.

    Source: Splunk, Metrics, "Get metrics in from other sources", the JSON format of a single measurement.
    """

    name = "hec_single"
    says = "HEC metric JSON, one object for each measurement (metric_name, _value)"
    endings = (".jsonl", ".ndjson", ".json")
    is_text = True

    def fits(self, start: str) -> bool:
        """Whether it begins with a JSON object that names its metric so."""
        return looks_like_objects(start) and '"metric_name"' in start.partition("\n")[0]

    def read(self, source: SourceText, data: bytes, index: str | None) -> Iterator[Placed]:  # noqa: ARG002
        """The objects of a text."""
        return read_objects(source, index)

    def check(self, point: MetricPoint) -> None:
        """Refuses dimensions that read as measurements."""
        refuse_reserved(point)

    def write(self, points: Iterable[MetricPoint], stream: IO[bytes]) -> None:
        """One line for each measurement."""
        lines = (
            object_line(point, {"metric_name": name, "_value": value})
            for point in points
            for name, value in point.measures.items()
        )
        write_lines(lines, stream)


FORMAT = HecSingleFormat()
