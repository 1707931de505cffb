"""The part of a scenario that writes points out: series in the compact notation, for cases made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.instants import EARLIEST_MS, LATEST_MS, read_time
from harness.datasets.notation import NOTATION_HELP, NotationError, parse_series
from harness.datasets.scenario import WrittenSeries
from harness.datasets.scenario_times import read_span
from harness.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from harness.datasets.reading import Reader
    from harness.datasets.scenario_times import Frame
    from harness.diagnostics.yaml_text import YamlNode

SERIES_KEYS = ("start", "every", "dims", "values")


def read_series(reader: Reader, node: YamlNode | None, frame: Frame) -> Iterable[WrittenSeries]:
    """Every series that is written out; an item has values for several metrics of the same dimensions."""
    for item in reader.items(node):
        parts = reader.fields(item, "a series", SERIES_KEYS, ("start", "values"))
        start = read_time(reader, parts.get("start"), "the start", frame.anchor_ms)
        every = read_span(reader, parts.get("every"), "every") or frame.resolution_ms
        dims = reader.entries(parts["dims"], "dims") if "dims" in parts else {}
        texts = {name: reader.text(child, name) for name, (_, child) in dims.items()}
        dimensions = {name: text for name, text in texts.items() if text is not None}
        values = reader.entries(parts["values"], "values") if "values" in parts else {}
        for metric, (_, child) in values.items():
            points = read_points(reader, child, metric)
            if start is not None and points:
                yield from _series(reader, child, metric, dimensions, (start, every, points))


def read_points(reader: Reader, node: YamlNode, metric: str) -> list[float | None]:
    """The values of one metric in the compact notation."""
    text = reader.text(node, metric)
    if text is None:
        return []
    try:
        return parse_series(text)
    except NotationError as error:
        reader.problem("DS225", f"{metric}: {error}", part_span(node, error), label="here", help=NOTATION_HELP)
        return []


def part_span(node: YamlNode, error: NotationError) -> Span:
    """The part of a node that an error is about; all of it where the text is not written in one piece."""
    written = node.source.text[node.span.start : node.span.end]
    offset = len(written) - len(written.lstrip("\"'"))
    start, end = node.span.start + offset + error.start, node.span.start + offset + error.end
    return Span(start, end) if end <= node.span.end and "\n" not in written else node.span


def _series(
    reader: Reader, node: YamlNode, metric: str, dimensions: dict[str, str], timed: tuple[int, int, list[float | None]]
) -> Iterable[WrittenSeries]:
    start, every, points = timed
    last = start + every * (len(points) - 1)
    if not EARLIEST_MS <= last < LATEST_MS:
        reader.problem("DS204", f"{metric} goes on beyond what a time can be", node.span, label="not before 2100")
        return
    there = [(start + number * every, value) for number, value in enumerate(points) if value is not None]
    yield WrittenSeries(metric, dimensions, tuple(t for t, _ in there), tuple(v for _, v in there))
