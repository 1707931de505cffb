"""Runs of points: every answer of the arithmetic equals what listing the points says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.datasets.timeline import (
    Run,
    all_times,
    clipped,
    has_point,
    overlap,
    point_count,
    run_between,
    with_point,
    without,
)

RUNS = st.builds(Run, st.integers(-50, 50), st.integers(1, 9), st.integers(1, 8))
TIMES = st.integers(-80, 160)
TIMELINES = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 5)), min_size=1, max_size=4).map(
    lambda parts: tuple(Run(100 * i, step, count) for i, (step, count) in enumerate(parts))
)


@given(RUNS, TIMES, TIMES)
def test_within_keeps_exactly_the_points_of_the_window(run: Run, earliest: int, latest: int) -> None:
    piece = run.within(earliest, latest)
    assert list(all_times([piece] if piece else [])) == [t for t in run.times() if earliest <= t < latest]


@given(TIMELINES, TIMES, TIMES)
def test_clipping_gaps_and_questions_agree_with_the_points(runs: tuple[Run, ...], a: int, b: int) -> None:
    low, high = min(a, b), max(a, b)
    times = list(all_times(runs))
    assert list(all_times(clipped(runs, low, high))) == [t for t in times if low <= t < high]
    assert list(all_times(without(runs, low, high))) == [t for t in times if not low <= t < high]
    assert has_point(runs, low, high) == any(low <= t < high for t in times)
    assert point_count(runs) == len(times)


@given(TIMELINES, TIMES)
def test_adding_a_point_adds_it_once_and_in_order(runs: tuple[Run, ...], at: int) -> None:
    assert list(all_times(with_point(runs, at))) == sorted({*all_times(runs), at})


def test_run_between_includes_its_start_and_excludes_its_end() -> None:
    run = run_between(0, 30, 10)
    assert run is not None
    assert list(run.times()) == [0, 10, 20]
    assert run_between(0, 31, 10) == Run(0, 10, 4)
    assert run_between(5, 5, 10) is None


def test_overlap_finds_runs_that_reach_into_each_other() -> None:
    assert overlap([Run(0, 10, 3), Run(30, 10, 2)]) is None
    assert overlap([Run(20, 10, 2), Run(0, 10, 3)]) == (Run(0, 10, 3), Run(20, 10, 2))


@pytest.mark.parametrize(("step", "count"), [(0, 1), (-1, 3), (1, 0)])
def test_a_run_goes_forward_and_has_points(step: int, count: int) -> None:
    with pytest.raises(ValueError, match="at least one point"):
        Run(0, step, count)
