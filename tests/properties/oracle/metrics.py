"""`mstats`: aggregations over data points.

A point that lacks a BY dimension is left out.  Names and values of dimensions are compared with their letter case.

Source: Search Reference, mstats.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.properties.oracle.grouping import filled, grouped
from tests.properties.oracle.matching import written
from tests.properties.oracle.statistics import Aggregation
from tests.properties.oracle.tables import Command, Results, World
from tests.properties.oracle.values import Row, holds, shown

Filter = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class MetricStats(Command):
    """`mstats` over measurements by name, with tests of dimensions that must all hold."""

    aggregations: tuple[Aggregation, ...]
    filters: tuple[Filter, ...] = ()
    by: tuple[str, ...] = ()
    span: int = 0

    def render(self) -> str:
        terms = " ".join(each.render() for each in self.aggregations)
        tests = " AND ".join(f"{field}{operator}{written(text)}" for field, operator, text in self.filters)
        where = f" WHERE index=m{f' AND {tests}' if tests else ''}"
        by = f" BY {', '.join(self.by)}" if self.by else ""
        return f"mstats {terms}{where}{by}" + (f" span={self.span}s" if self.span else "")

    def run(self, results: Results, world: World) -> Results:
        wanted = {each.field for each in self.aggregations}
        points = [
            row
            for point in reversed(world.points)
            if self._matches(point)
            for row in [_row_of(point)]
            if wanted & row.keys()
        ]
        if self.span:
            points = [{**row, "_time": self._start(row), "_own": row["_time"]} for row in points]
        keys = (*self.by, *(["_time"] if self.span else []))
        groups = grouped(points, keys) if keys else ({(): points} if points else {})
        rows = []
        for key, group in groups.items():
            own = [{**row, "_time": row.get("_own", row["_time"])} for row in group]
            rows.append(filled(dict(zip(keys, key, strict=True)), self.aggregations, own))
        return Results((*keys, *(each.column for each in self.aggregations)), rows)

    def _matches(self, point: Mapping[str, Any]) -> bool:
        return all(_fits(point["dims"].get(field), operator, text) for field, operator, text in self.filters)

    def _start(self, row: Row) -> str:
        return shown(float(str(row["_time"])) // self.span * self.span)


def _fits(value: str | None, operator: str, text: str) -> bool:
    if value is None:
        return False
    if operator in ("=", "!="):
        pattern = ".*".join(map(re.escape, text.split("*")))
        return (re.fullmatch(pattern, value, re.DOTALL) is not None) == (operator == "=")
    return holds(value, operator, text)


def _row_of(point: Mapping[str, Any]) -> Row:
    measured = {name: shown(value) for name, value in point["metrics"].items()}
    return {"_time": shown(point["_time"]), **point["dims"], **measured}
