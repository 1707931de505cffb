"""HEC metric JSON, several measurements in an object."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from harness.store.formats._json_lines import looks_like_objects, object_line, read_objects
from harness.store.formats._points import PREFIX, MetricPoint, Placed, refuse_reserved, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from harness.diagnostics import SourceText


class HecFormat:
    """One JSON object for each data point; reads objects of one or several measurements and data points.

    Source: Splunk, Metrics, "Get metrics in from other sources", the JSON format of multiple measurements.
    """

    name = "hec"
    says = "HEC metric JSON, one object for each data point with all its measurements"
    endings = (".jsonl", ".ndjson", ".json")
    is_text = True

    def fits(self, start: str) -> bool:
        """Whether it begins with a JSON object."""
        return looks_like_objects(start)

    def read(self, source: SourceText, data: bytes, index: str | None) -> Iterator[Placed]:  # noqa: ARG002
        """The objects of a text."""
        return read_objects(source, index)

    def check(self, point: MetricPoint) -> None:
        """Refuses dimensions that read as measurements."""
        refuse_reserved(point)

    def write(self, points: Iterable[MetricPoint], stream: IO[bytes]) -> None:
        """One line for each point."""
        lines = (object_line(p, {PREFIX + name: value for name, value in p.measures.items()}) for p in points)
        write_lines(lines, stream)


FORMAT = HecFormat()
