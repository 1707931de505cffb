"""Metrics in Splunk's source type csv: several measurements in a row."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from harness.store.formats._csv_rows import TIMESTAMP, check_columns, looks_like_metrics, read_rows, table_lines
from harness.store.formats._points import PREFIX, MetricPoint, Placed, number_text, time_text, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from harness.diagnostics import SourceText


class CsvFormat:
    """`metric_timestamp`, one column `metric_name:<name>` for each metric and one for each dimension.

    Cost: writing holds all points, since the header needs every dimension and metric.
    """

    name = "csv"
    says = "CSV with several measurements in a row: metric_timestamp, metric_name:<name>.. and dimensions"
    endings = (".csv",)
    is_text = True

    def fits(self, start: str) -> bool:
        """Whether the header is one of metrics."""
        return looks_like_metrics(start)

    def read(self, source: SourceText, data: bytes, index: str | None) -> Iterator[Placed]:  # noqa: ARG002
        """The rows of a text."""
        return read_rows(source, index)

    def check(self, point: MetricPoint) -> None:
        """Refuses dimensions that can be no column."""
        check_columns(point)

    def write(self, points: Iterable[MetricPoint], stream: IO[bytes]) -> None:
        """A header, and a row for each point."""
        kept = list(points)
        metrics = dict.fromkeys(PREFIX + name for point in kept for name in point.measures)
        dimensions = dict.fromkeys(name for point in kept for name in point.dimensions)
        write_lines(table_lines([TIMESTAMP, *metrics, "index", *dimensions], _rows(kept)), stream)


def _rows(points: Iterable[MetricPoint]) -> Iterator[dict[str, str]]:
    for point in points:
        measures = {PREFIX + name: number_text(value) for name, value in point.measures.items()}
        yield {TIMESTAMP: time_text(point.time), "index": point.index, **point.dimensions, **measures}


FORMAT = CsvFormat()
