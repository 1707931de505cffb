"""Data points as events: what `mpreview` shows.

The points of a source come metric by metric; those of one time series of dimensions at one time are put together
again, as they are when they were written as one data point with several measurements.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from harness.data import SortKey, Table, sort_rows
from harness.diagnostics import SourceText
from harness.frozen import frozen
from harness.spl.commands._metric_points import PREFIX
from harness.spl.syntax.printer import print_string

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from harness.data import RenderedRow, Value
    from harness.spl.commands._metric_clauses import MetricClauses
    from harness.spl.commands._metric_scans import MetricQuery
    from harness.spl.contract import Context
    from harness.spl.sources import MetricPoints


@frozen
class Preview:
    """Data points as events, and how many points the longest time series has."""

    table: Table
    longest: int


def filter_clauses(
    indexes: Sequence[str], condition: str | None, earliest: str | None, latest: str | None, context: Context
) -> MetricClauses:
    """What a preview selects, as a clause over metrics.

    Raises: SplError for a filter that is none.
    """
    from harness.spl.parsing import parse

    bounds = {"earliest": earliest, "latest": latest}
    parts = [f"{name}={print_string(bound)}" for name, bound in bounds.items() if bound is not None]
    if indexes:
        parts.append("(" + " OR ".join(f"index={print_string(index)}" for index in indexes) + ")")
    if condition and condition.strip():
        parts.append(f"({condition})")
    where = f" WHERE {' '.join(parts)}" if parts else ""
    text = SourceText("<filter of mpreview>", f"| mcatalog values(metric_name){where}")
    command: Any = parse(text, macros=context.macros).commands[0]
    clauses: MetricClauses = command.clauses
    return clauses


def previewed(asked: MetricQuery) -> Preview:
    """The points of a query as events, newest first."""
    longest = 0
    points: dict[tuple[int, float, int], dict[str, float]] = {}
    for item in asked.filtered():
        longest = max(longest, _add(item, points))
    series = asked.source.series().rows()
    events = [_event(series[number], time, measured) for (number, time, _), measured in points.items()]
    return Preview(sort_rows(Table.from_rows(events), [SortKey("_time", descending=True, mode="num")]), longest)


def _add(item: MetricPoints, points: dict[tuple[int, float, int], dict[str, float]]) -> int:
    """Adds the points of one metric; how many of them the longest time series has."""
    at: Counter[tuple[int, float]] = Counter()
    lengths: Counter[int] = Counter()
    for number, time, value in _columns(item):
        points.setdefault((number, time, at[(number, time)]), {})[item.metric] = value
        at[(number, time)] += 1
        lengths[number] += 1
    return max(lengths.values(), default=0)


def _columns(item: MetricPoints) -> Iterable[tuple[Any, Any, Any]]:
    columns = (item.points.column(name).values() for name in ("series", "_time", "value"))
    return zip(*columns, strict=True)


def _event(series: RenderedRow, time: float, measured: dict[str, float]) -> dict[str, Value]:
    dimensions = {name: value for name, value in sorted(series.items()) if name != "index"}
    numbers: dict[str, Value] = {PREFIX + name: _plain(value) for name, value in sorted(measured.items())}
    text = json.dumps(dimensions | numbers, ensure_ascii=False, separators=(",", ":"))
    return {"_time": time, "_raw": text, "index": series["index"], **dimensions, **numbers}


def _plain(value: float) -> float:
    """A whole number without its fraction, as an event would have it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
