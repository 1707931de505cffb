"""Splunk's source type metrics_csv: one measurement in a row."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from harness.store.formats._csv_rows import (
    NAME,
    TIMESTAMP,
    VALUE,
    check_columns,
    header_has,
    looks_like_metrics,
    read_rows,
    table_lines,
)
from harness.store.formats._points import MetricPoint, Placed, number_text, time_text, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from harness.diagnostics import SourceText


class MetricsCsvFormat:
    """`metric_timestamp`, `metric_name`, `_value` and one column for each dimension.

    Cost: writing holds all points, since the header needs every dimension.
    """

    name = "metrics_csv"
    says = "Splunk's metrics_csv: metric_timestamp, metric_name, _value and dimensions"
    endings = (".csv",)
    is_text = True

    def fits(self, start: str) -> bool:
        """Whether the header is one of metrics with one measurement in a row."""
        return looks_like_metrics(start) and header_has(start, NAME)

    def read(self, source: SourceText, data: bytes, index: str | None) -> Iterator[Placed]:  # noqa: ARG002
        """The rows of a text."""
        return read_rows(source, index)

    def check(self, point: MetricPoint) -> None:
        """Refuses dimensions that can be no column."""
        check_columns(point)

    def write(self, points: Iterable[MetricPoint], stream: IO[bytes]) -> None:
        """A header, and a row for each measurement."""
        kept = list(points)
        dimensions = dict.fromkeys(name for point in kept for name in point.dimensions)
        write_lines(table_lines([TIMESTAMP, NAME, VALUE, "index", *dimensions], _rows(kept)), stream)


def _rows(points: Iterable[MetricPoint]) -> Iterator[dict[str, str]]:
    for point in points:
        common = {TIMESTAMP: time_text(point.time), "index": point.index, **point.dimensions}
        for name, value in point.measures.items():
            yield {**common, NAME: name, VALUE: number_text(value)}


FORMAT = MetricsCsvFormat()
