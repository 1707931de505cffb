"""Inline metrics in the compact notation: the rows that they stand for, and where their mistakes are shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harness.diagnostics import Diagnostic
from harness.runner.cases import TestCase, load_cases
from harness.runner.project import Project
from tests.unit.runner.test_bad_files import findings, lay_out

NOW = 1_729_166_400


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A content repository with one detection and no tests yet."""
    lay_out(tmp_path)
    return Project(tmp_path)


def rows(project: Project, item: str) -> list[dict[str, Any]]:
    path = project.tests_folder / "two_users.yml"
    text = f"tests: [{{name: a, now: {NOW}, metrics: [{item}], expect: {{count: 2}}}}]"
    path.write_text(text, encoding="utf-8")
    (case,) = load_cases(path, project)
    assert isinstance(case, TestCase), case.diagnostics
    return [dict(row) for row in case.data.metrics]


def problem(project: Project, item: str) -> Diagnostic:
    text = f"tests: [{{name: a, now: {NOW}, metrics: [{item}], expect: {{count: 2}}}}]"
    (found,) = findings(project, text)
    return found


def test_an_item_with_a_series_stands_for_many_rows(project: Project) -> None:
    item = '{_time: -1m, every: 20s, index: m, dims: {d: x}, series: {a: "1+2x1, _ 9", b: "_x3 4"}}'
    assert rows(project, item) == [
        {"_time": NOW - 60, "metrics": {"a": 1.0}, "index": "m", "dims": {"d": "x"}},
        {"_time": NOW - 40, "metrics": {"a": 3.0}, "index": "m", "dims": {"d": "x"}},
        {"_time": NOW, "metrics": {"a": 9.0, "b": 4.0}, "index": "m", "dims": {"d": "x"}},
    ]


def test_points_are_ten_seconds_apart_unless_written(project: Project) -> None:
    found = rows(project, "{_time: 100, index: m, series: {a: 5x2}}, {_time: 7, index: m, metrics: {b: 1}}")
    assert [(row["_time"], row["metrics"]) for row in found] == [
        *((time, {"a": 5.0}) for time in (100.0, 110.0, 120.0)),
        (7, {"b": 1}),
    ]


@pytest.mark.parametrize(
    ("item", "marked", "message"),
    [
        ("{_time: 1, index: m, series: {a: 1 2- 3}}", "2-", 'a: "2-" is no part of a series'),
        ('{_time: 1, index: m, series: {a: "1,, x3"}}', "x3", 'a: "x3" is no part of a series'),
        ("{_time: 1, index: m, series: {a: _ _}}", "_ _", "a: the series has no point"),
        ("{_time: 1, index: m, series: 5}", "5", "series maps metrics to points"),
        ("{_time: 1, index: m, every: 10, series: {a: 5}}", "10", "every is no span of fixed length"),
        ("{_time: 1, index: m, every: never, series: {a: 5}}", "never", "every: "),
        ("{_time: 1, index: m, metrics: {b: 1}, series: {a: 5}}", "{b: 1}", "an item has metrics or series, not both"),
        ("{index: m, series: {a: 5}}", "{index: m, series: {a: 5}}", "a series has no _time to begin at"),
    ],
)
def test_a_mistake_is_shown_at_its_place(project: Project, item: str, marked: str, message: str) -> None:
    found = problem(project, item)
    assert found.code == "EXP118"
    assert found.message.startswith(message)
    assert found.source.text[found.span.start : found.span.end] == marked
