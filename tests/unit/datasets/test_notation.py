"""The compact notation of a series: what each part stands for, and where a mistake is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.datasets import Scenario, generate, new_edges, parse_scenario, truth_of
from harness.datasets.notation import MOST_VALUES, NotationError, parse_series
from harness.diagnostics import SourceText

ANCHOR_S = 1_729_166_400


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("5", [5]),
        ("-2+4x3", [-2, 2, 6, 10]),
        ("1-2x4", [1, -1, -3, -5, -7]),
        ("1x4", [1, 1, 1, 1, 1]),
        ("1 _x3 9", [1, None, None, None, 9]),
        ("0+10x2, _ _ 5", [0, 10, 20, None, None, 5]),
        (" 1.5,2e3 ,\t+7 ", [1.5, 2000, 7]),
        ("1e3+1e1x1", [1000, 1010]),
        ("7x0", [7]),
    ],
)
def test_parts_stand_for_points(text: str, values: list[float | None]) -> None:
    """The examples of Prometheus' documentation are among them."""
    assert parse_series(text) == values


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1 stale", "stale"),
        ("1 2- 3", "2-"),
        ("1+2", "1+2"),
        ("0x-1", "0x-1"),
        ("_x0 1", "_x0"),
        ("1 .5", ".5"),
        ("nan", "nan"),
        ("1 5x9999999", "5x9999999"),
        ("1e308", "1e308"),
        ("_ _", "_ _"),
        ("", ""),
    ],
)
def test_a_mistake_says_where(text: str, wrong: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse_series(text)
    assert text[caught.value.start : caught.value.end] == wrong


def test_a_series_has_an_end() -> None:
    with pytest.raises(NotationError, match="at most"):
        parse_series(f"1x{MOST_VALUES - 1} 2")


@given(st.lists(st.one_of(st.none(), st.integers(-(10**9), 10**9)), min_size=1).filter(any))
def test_written_out_values_are_read_back(values: list[int | None]) -> None:
    assert parse_series(" ".join("_" if value is None else str(value) for value in values)) == values


def scenario(series: str) -> Scenario:
    return parse_scenario(SourceText("s", f"anchor: {ANCHOR_S}\nseries:\n{series}"))


def test_a_scenario_may_hold_nothing_but_written_points() -> None:
    made = scenario('- {start: -1m, every: 30s, dims: {host.name: h}, values: {cpu: "1.5 _ 2", b: 0+1x1}}\n')
    points = [(point["_time"], point["metrics"], point["dims"]["host.name"]) for point in generate(made).point_dicts()]
    assert points == [
        (ANCHOR_S - 60, {"b": 0}, "h"),
        (ANCHOR_S - 30, {"b": 1}, "h"),
        (ANCHOR_S - 60, {"cpu": 1.5}, "h"),
        (ANCHOR_S, {"cpu": 2.0}, "h"),
    ]


def test_written_edges_are_in_the_truth() -> None:
    dims = "{k8s.cluster.name: c, source.workload.name: a, dest.workload.name: b}"
    made = scenario(f'- {{start: -1m, dims: {dims}, values: {{tcp.packets: "1x2 _ 1", tcp.bytes: 5x1}}}}\n')
    ((_, (new,)),) = truth_of(made).new
    assert new.key == ("c", "a", "b", "tcp")
    assert [(run.start_ms, run.step_ms, run.count) for run in truth_of(made).edges[0].runs] == [
        ((ANCHOR_S - 60) * 1000, 10_000, 3),
        ((ANCHOR_S - 20) * 1000, 1, 1),
    ]
    assert new_edges(generate(made).point_dicts(), ANCHOR_S) == {("c", "a", "b")}
