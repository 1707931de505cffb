"""The detection finds exactly the new edges, whatever the topology, the timeline and the bounds.

The oracle is a model in plain Python: the edges of the current window minus the edges of the baseline.  It shares
nothing with the engine.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from harness.datasets import Scenario, metric_store, new_edges
from harness.datasets.strategies import scenarios
from harness.detections import load_content
from harness.spl.session import Results, run_search
from harness.spl.sources import Sources

ROOT = Path(__file__).parents[2]
CONTENT = load_content(ROOT)
SHIPPED = ROOT / "detections" / "cloud" / "kubernetes_newly_seen_tcp_edge.yml"
PUBLISHED = ROOT / "tests" / "detections" / "published" / "kubernetes_newly_seen_tcp_edge.yml"
EXAMPLES = 70


def search(path: Path, scenario: Scenario, reading: str) -> Results:
    detection = CONTENT.detection_at(path)
    assert detection is not None
    return run_search(
        detection.search_source,
        now=scenario.anchor_ms / 1000,
        sources=Sources(metrics=metric_store(scenario)),
        macros=CONTENT.macro_definitions,
        settings={"mv_not_equal": reading},
    )


def edges_of(results: Results) -> list[tuple[str, str, str]]:
    names = ("host", "source.workload.name", "dest.workload.name")
    return sorted(tuple(str(row.get(name)) for name in names) for row in results.rows)  # type: ignore[misc]


@pytest.mark.parametrize("reading", ["any", "none"])
@settings(max_examples=EXAMPLES)
@given(scenario=scenarios())
def test_the_shipped_detection_finds_exactly_the_new_edges(reading: str, scenario: Scenario) -> None:
    """Results are the edges of the window minus those of the baseline, under both readings of `!=`, each edge once."""
    wanted = new_edges(scenario, scenario.anchor_ms / 1000)
    results = search(SHIPPED, scenario, reading)
    assert edges_of(results) == sorted(tuple(edge) for edge in wanted)
    assert [message for message in results.messages if message.setting] == []


@settings(max_examples=EXAMPLES)
@given(scenario=scenarios())
def test_the_published_detection_forgets_the_clusters(scenario: Scenario) -> None:
    """Under the reading "none" the published search is the model that forgets in which cluster an edge is known."""
    wanted = new_edges(scenario, scenario.anchor_ms / 1000, across_clusters=True)
    assert edges_of(search(PUBLISHED, scenario, "none")) == sorted(tuple(edge) for edge in wanted)
