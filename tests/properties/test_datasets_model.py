"""Whatever Hypothesis can think of: ground truth, plain model, files and memory agree."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.datasets import Scenario, generate, metric_store, new_edges, truth_of
from harness.datasets.scenario import DAY_MS, HOUR_MS, DetectionWindow
from harness.datasets.strategies import ANCHOR_MS, DEFAULT_WINDOWS, boundary_times, scenarios, timelines
from harness.datasets.timeline import Run, all_times, overlap
from harness.datasets.writing import write_data
from harness.store import MetricStore

if TYPE_CHECKING:
    from harness.datasets.truth import Truth


class Expected(NamedTuple):
    """The new TCP edges of the only window of a truth, by cluster and with clusters forgotten."""

    by_cluster: set[tuple[str | None, ...]]
    across: set[tuple[str | None, ...]]


def expected(truth: Truth) -> Expected:
    ((_, found),) = truth.new
    tcp = [edge for edge in found if edge.key.protocol == "tcp"]
    return Expected({edge.key[:3] for edge in tcp}, {edge.key[:3] for edge in tcp if not edge.known_in})


@settings(max_examples=50, deadline=None)
@given(scenarios())
def test_the_truth_of_the_declaration_is_the_truth_of_the_points(scenario: Scenario) -> None:
    truth = expected(truth_of(scenario))
    assert new_edges(scenario, scenario.anchor) == truth.by_cluster
    assert new_edges(scenario, scenario.anchor, across_clusters=True) == truth.across


@settings(max_examples=50, deadline=None)
@given(scenarios(), st.integers(-3, 3), st.integers(1, 48), st.integers(1, 40))
def test_the_truth_holds_for_any_window(scenario: Scenario, now_h: int, current_h: int, baseline_d: int) -> None:
    now = ANCHOR_MS + now_h * HOUR_MS
    current, baseline = current_h * HOUR_MS, current_h * HOUR_MS + baseline_d * DAY_MS
    window = DetectionWindow("w", now, now - current, now - baseline)
    declared = Scenario("s", ANCHOR_MS, scenario.edges, metrics=scenario.metrics, windows=(window,))
    model = new_edges(scenario, now / 1000, current / 1000, baseline / 1000)
    assert model == expected(truth_of(declared)).by_cluster


@settings(max_examples=50, deadline=None)
@given(scenarios())
def test_points_of_the_truth_are_the_points_of_the_data(scenario: Scenario) -> None:
    seen: dict[tuple[str | None, ...], set[float]] = {}
    for point in generate(scenario).point_dicts():
        protocol = next(iter(point["metrics"])).split(".")[0]
        names = (point["dims"].get(n) for n in ("k8s.cluster.name", "source.workload.name", "dest.workload.name"))
        seen.setdefault((*names, protocol), set()).add(point["_time"])
    declared = {edge.key: {time / 1000 for time in all_times(edge.runs)} for edge in truth_of(scenario).edges}
    assert seen == declared


@settings(max_examples=25, deadline=None)
@given(scenarios())
def test_the_same_scenario_gives_the_same_bytes(scenario: Scenario) -> None:
    with tempfile.TemporaryDirectory() as name:
        first, second = Path(name) / "a.gz", Path(name) / "b.gz"
        written = write_data(first, generate(scenario))
        assert write_data(second, generate(scenario)) == written
        content = gzip.decompress(first.read_bytes())
        assert content == gzip.decompress(second.read_bytes())
        assert content.count(b"\n") == written.points


@settings(max_examples=25, deadline=None)
@given(scenarios())
def test_a_store_from_memory_is_the_store_of_the_lines(scenario: Scenario) -> None:
    data = generate(scenario)
    from_lines = MetricStore().add_hec_lines(data.hec_lines())
    from_memory = metric_store(scenario)
    assert len(from_memory) == len(from_lines) == data.points
    assert from_memory.metric_names(["*"]) == from_lines.metric_names(["*"])
    for name in ("k8s.cluster.name", "source.workload.name", "dest.workload.name", "sf_resolutionMs", "sourcetype"):
        values = [set(map(str, store.series().column(name).values())) for store in (from_memory, from_lines)]
        assert values[0] == values[1]


@given(timelines())
def test_timelines_are_ordered_and_never_empty(runs: tuple[Run, ...]) -> None:
    times = list(all_times(runs))
    assert times
    assert times == sorted(set(times))
    assert overlap(runs) is None


def test_boundary_times_reach_every_bound() -> None:
    from hypothesis import find

    for bound in DEFAULT_WINDOWS.bounds:
        for beside in (-1000, 0, 1000):
            assert find(boundary_times(), lambda time, wanted=bound + beside: time == wanted) == bound + beside  # type: ignore[misc]
