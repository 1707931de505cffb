"""Results as data points of a metric index: what `mcollect` and `meventcollect` write.

Rules (Search Reference, mcollect)
- M1  `split=false`: the measurements of a result are its fields `metric_name:<name>`, and `_value` under the name that
  `metric_name` holds; every other field is a dimension.
- M2  `split=true`: every field that is not listed is a measurement, with the value of the prefix field and a dot in
  front of its name; the listed ones are dimensions.  A result without the prefix field makes no point.
- M3  `split=allnums`: as M2 for fields whose value is a number; the others are dimensions, and so are listed ones.
- M4  Internal fields are neither.  What is no number is no measurement, and a result without one makes no point.
- M5  The time of a point is that of its result, else the start of the search.

Undecided: with `allnums` a field counts as numeric by its value in each result, and a multivalue is no number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal, TypeAlias

from harness.data import RenderedRow, Table, Value, parse_number
from harness.frozen import frozen

Split: TypeAlias = Literal["true", "false", "allnums"]
PREFIX = "metric_name:"
SPLITS: Mapping[str, Split] = {
    "true": "true", "t": "true", "1": "true", "false": "false", "f": "false", "0": "false", "allnums": "allnums",
}  # fmt: skip
"""The ways to write `split`, and what they mean."""


@frozen
class PointForm:
    """How results become data points."""

    split: Split
    dimensions: Collection[str] = ()
    prefix_field: str | None = None


def metric_points(rows: Table, form: PointForm, now: float) -> Table:
    """One row for each data point: `_time`, its dimensions as texts, its measurements as `metric_name:<name>`."""
    points: list[dict[str, Value]] = []
    for row in rows.rows():
        measured = dict(_measurements(row, form))
        if measured:
            dimensions = {name: value for name, value in row.items() if _is_dimension(name, value, form)}
            time = parse_number(str(row.get("_time", "")))
            points.append({"_time": now if time is None else time, **dimensions, **measured})
    return Table.from_rows(points)


def _measurements(row: RenderedRow, form: PointForm) -> Iterator[tuple[str, float]]:
    if form.split == "false":
        yield from _named(row)
        return
    prefix = row.get(form.prefix_field) if form.prefix_field else ""
    if prefix is None:
        return
    for name, value in row.items():
        number = _number(value)
        if number is not None and not _is_reserved(name, form) and name not in form.dimensions:
            yield f"{PREFIX}{prefix}.{name}" if prefix else f"{PREFIX}{name}", number


def _named(row: RenderedRow) -> Iterator[tuple[str, float]]:
    for name, value in row.items():
        number = _number(value)
        if name.startswith(PREFIX) and name[len(PREFIX) :].strip() and number is not None:
            yield name, number
    metric, number = row.get("metric_name"), _number(row.get("_value"))
    if isinstance(metric, str) and metric.strip() and number is not None:
        yield PREFIX + metric, number


def _is_dimension(name: str, value: str | list[str], form: PointForm) -> bool:
    if _is_reserved(name, form):
        return False
    if form.split == "false":
        return not name.startswith(PREFIX) and name != "metric_name"
    return name in form.dimensions or (form.split == "allnums" and _number(value) is None)


def _is_reserved(name: str, form: PointForm) -> bool:
    return name.startswith("_") or name == form.prefix_field


def _number(value: str | list[str] | None) -> float | None:
    return parse_number(value) if isinstance(value, str) else None
