"""Inline metrics in the compact notation: one item of a test's `metrics` that stands for many rows.

    metrics:
      - _time: -10m
        every: 10s
        series: {tcp.packets: "0+10x5, _ _ 5"}
        dims: {source.workload.name: web}
        index: kubernetes_metrics

is a row at -10m and every ten seconds after it, less the missing ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.datasets.notation import NOTATION_HELP, NotationError, parse_series
from harness.datasets.scenario_series import part_span
from harness.diagnostics import Diagnostic, Span
from harness.diagnostics.yaml_text import YamlMapping, YamlNode, YamlScalar
from harness.errors import ExpectationError
from harness.timerange import parse_span

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL_EVERY_S = 10.0


def series_rows(node: YamlNode, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows that an item stands for, in the order of time: itself where it is not in the notation.

    Input: the item as it is written, and as a row whose `_time` is in epoch seconds.
    Raises: ExpectationError, at the part of the item that is wrong.
    """
    if "series" not in row or not isinstance(node, YamlMapping):
        return [dict(row)]
    start, every = _start(node, row), _every(node)
    kept = {key: value for key, value in row.items() if key not in ("series", "every", "_time")}
    if "metrics" in kept:
        raise _error(node.items["metrics"], "an item has metrics or series, not both", "leave one of them out")
    rows: dict[int, dict[str, float]] = {}
    for name, values in _series(node).items():
        for number, value in enumerate(values):
            if value is not None:
                rows.setdefault(number, {})[name] = value
    return [{"_time": start + number * every, "metrics": rows[number], **kept} for number in sorted(rows)]


def _start(node: YamlMapping, row: Mapping[str, Any]) -> float:
    start = row.get("_time")
    if not isinstance(start, (int, float)) or isinstance(start, bool):
        raise _error(node.items.get("_time", node), "a series has no _time to begin at", "write _time: -10m")
    return float(start)


def _every(node: YamlMapping) -> float:
    written = node.items.get("every")
    if written is None:
        return USUAL_EVERY_S
    text = written.text if isinstance(written, YamlScalar) else ""
    try:
        seconds = parse_span(text).seconds
    except ValueError as error:
        raise _error(written, f"every: {error}", "write a number and a unit, such as 10s") from error
    if seconds is None or seconds <= 0 or text.isdigit():
        raise _error(written, "every is no span of fixed length", "write a number and a unit, such as 10s")
    return seconds


def _series(node: YamlMapping) -> dict[str, list[float | None]]:
    written = node.items["series"]
    if not isinstance(written, YamlMapping):
        raise _error(written, "series maps metrics to points", "write series: {tcp.packets: 0+10x5}")
    found = {}
    for name, child in written.items.items():
        try:
            found[name] = parse_series(child.text if isinstance(child, YamlScalar) else "")
        except NotationError as error:
            raise _error(child, f"{name}: {error}", NOTATION_HELP, part_span(child, error)) from error
    return found


def _error(node: YamlNode, message: str, way_out: str, span: Span | None = None) -> ExpectationError:
    place = node.span if span is None else span
    return ExpectationError(diagnostics=[Diagnostic("EXP118", message, node.source, place, "", way_out)])
