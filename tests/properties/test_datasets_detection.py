"""For every topology, timeline and boundary time: results = edges of the current window minus edges of the baseline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings

from harness.datasets import ObservedEdge, find_dataset, load_scenario, metric_store, new_edges
from harness.datasets.strategies import scenarios
from harness.spl.session import run_search
from harness.spl.settings import Settings
from harness.spl.sources import MacroDefinition, Sources

if TYPE_CHECKING:
    from harness.datasets import Scenario
    from harness.spl.sources import MetricSource

ROOT = Path(__file__).parents[2]
DETECTION = ROOT / "detections" / "cloud" / "kubernetes_newly_seen_tcp_edge.yml"
DATASETS = sorted(path.parent.name for path in (ROOT / "datasets").glob("kubernetes_npm_*/scenario.yml"))
BY_CLUSTER = """
| mstats count(tcp.packets) as n where index=kubernetes_metrics AND earliest=-1h
    by k8s.cluster.name source.workload.name dest.workload.name
| eval current="true"
| append [ mstats count(tcp.packets) as n where index=kubernetes_metrics AND earliest=-30d latest=-1h
    by k8s.cluster.name source.workload.name dest.workload.name | eval current="false" ]
| stats values(current) as current by k8s.cluster.name source.workload.name dest.workload.name
| where mvcount(current)=1 AND current="true"
| rename k8s.cluster.name as host
"""


def found(spl: str, store: MetricSource, now: float, reading: str = "any") -> list[ObservedEdge]:
    """The edges that a search names in its results; one that is named twice is there twice."""
    macros = {
        "kubernetes_metrics": MacroDefinition("kubernetes_metrics", "index=kubernetes_metrics"),
        "kubernetes_newly_seen_tcp_edge_filter": MacroDefinition("kubernetes_newly_seen_tcp_edge_filter", "search *"),
    }
    settings = Settings.of({"mv_not_equal": reading})
    results = run_search(spl, sources=Sources(metrics=store), now=now, settings=settings, macros=macros)
    names = ("host", "source.workload.name", "dest.workload.name")
    return sorted(ObservedEdge(*(str(row[name]) for name in names)) for row in results.rows)


def detection() -> str:
    """The search of the detection that is shipped."""
    return str(yaml.safe_load(DETECTION.read_text(encoding="utf-8"))["search"])


@given(scenarios())
@settings(max_examples=50, deadline=None)
def test_a_search_finds_exactly_the_new_edges(scenario: Scenario) -> None:
    """The engine, the generator and the plain model agree."""
    store = metric_store(scenario)
    assert found(BY_CLUSTER, store, scenario.anchor) == sorted(new_edges(scenario, scenario.anchor))


@pytest.mark.parametrize("reading", ["any", "none"])
@pytest.mark.parametrize("name", DATASETS)
def test_the_shipped_detection_finds_the_new_edges_of_a_committed_dataset(name: str, reading: str) -> None:
    """The same on the datasets that its tests use, read from their files."""
    dataset = find_dataset(name, ROOT)
    scenario = load_scenario(dataset.folder)
    store = metric_store(dataset)
    assert found(detection(), store, scenario.anchor, reading) == sorted(new_edges(scenario, scenario.anchor))
