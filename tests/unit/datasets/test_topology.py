"""Drawn topologies: as many as asked for, the same for the same seed."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from harness.datasets import Scenario, parse_scenario
from harness.datasets.topology import draw_others
from harness.diagnostics import SourceText


def drawn(text: str, seed: int = 1) -> Scenario:
    source = f"anchor: 2024-10-17T12:00:00Z\nseed: {seed}\ntopology: {{{text}}}\n"
    return parse_scenario(SourceText("s", source))


def pairs(scenario: Scenario) -> list[tuple[str, str]]:
    return [(edge.source.address, edge.destination.address) for edge in scenario.edges]


def test_every_workload_talks_to_as_many_others_as_asked_for() -> None:
    found = pairs(drawn("workloads: 300, edges_per_workload: 3, namespaces: 12"))
    assert len(set(found)) == len(found) == 900
    assert set(Counter(source for source, _ in found).values()) == {3}
    assert all(source != destination for source, destination in found)
    assert len({source.split("/")[1] for source, _ in found}) == 12


def test_the_seed_decides_the_topology() -> None:
    text = "workloads: 20, edges_per_workload: 2"
    assert pairs(drawn(text)) == pairs(drawn(text))
    assert pairs(drawn(text)) != pairs(drawn(text, seed=2))


def test_edges_stay_within_a_cluster() -> None:
    found = pairs(drawn("workloads: 20, edges_per_workload: 2, clusters: [eu, us]"))
    assert {source.split("/")[0] for source, _ in found} == {"eu", "us"}
    assert all(source.split("/")[0] == destination.split("/")[0] for source, destination in found)


def test_a_topology_takes_a_timeline() -> None:
    scenario = drawn("workloads: 3, edges_per_workload: 1, at: -1h, protocol: udp")
    assert {(edge.runs[0].start_ms, edge.protocol) for edge in scenario.edges} == {(1_729_162_800_000, "udp")}


@given(st.integers(0, 2**64 - 1), st.integers(2, 12), st.data())
def test_others_are_different_and_not_oneself(key: int, size: int, data: st.DataObject) -> None:
    number, each = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, 12))
    found = draw_others(key, number, size, each)
    assert len(found) == len(set(found)) == min(each, size - 1)
    assert number not in found
