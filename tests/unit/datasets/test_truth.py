"""The ground truth: which edges there are and which are new, computed from the declaration."""

from __future__ import annotations

import json

from harness.datasets import Truth, parse_scenario, truth_of
from harness.datasets.truth import render_truth
from harness.diagnostics import SourceText

NOW = 1_729_166_400
HEAD = """anchor: 2024-10-17T12:00:00Z
clusters:
  eu: {namespaces: {s: {a: , b: , c: }}}
  us: {namespaces: {s: {a: , b: }}}
"""


def truth(edges: str) -> Truth:
    return truth_of(parse_scenario(SourceText("s", f"{HEAD}edges:\n{edges}")))


def new(edges: str) -> list[tuple[object, ...]]:
    ((_, found),) = truth(edges).new
    return [(*edge.key, edge.known_in) for edge in found]


def test_new_is_in_the_window_and_not_in_the_baseline() -> None:
    assert new("- {from: eu/s/a, to: b, appears: -20m}\n- {from: eu/s/b, to: a}") == [("eu", "a", "b", "tcp", ())]


def test_bounds_are_inclusive_at_the_start_and_exclusive_at_the_end() -> None:
    assert new("- {from: eu/s/a, to: b, at: -1h}")
    assert not new("- {from: eu/s/a, to: b, at: -3601s}")
    assert not new("- {from: eu/s/a, to: b, at: now}")
    assert new("- {from: eu/s/a, to: b, at: -1s}")
    assert not new("- {from: eu/s/a, to: b, at: [-30d, -1m]}")
    assert new("- {from: eu/s/a, to: b, at: [-2592001s, -1m]}")


def test_a_pair_of_another_cluster_is_named_and_does_not_count() -> None:
    edges = "- {from: eu/s/a, to: b}\n- {from: us/s/a, to: b, appears: -20m}"
    assert new(edges) == [("us", "a", "b", "tcp", ("eu",))]


def test_several_declarations_of_one_edge_are_one_edge() -> None:
    edges = "- {from: eu/s/a, to: b, last_seen: -9d}\n- {from: eu/s/a, to: b, appears: -20m}"
    assert not new(edges)
    (edge,) = truth(edges).edges
    assert (edge.first_seen_ms, edge.last_seen_ms) == ((NOW - 30 * 86_400) * 1000, (NOW - 300) * 1000)


def test_points_without_a_name_are_never_new_and_still_known() -> None:
    assert not new("- {from: eu/s/a, to: b, appears: -20m, lacks: k8s.cluster.name}")
    edges = "- {from: eu/s/a, to: b, lacks: k8s.cluster.name, last_seen: -2h}\n- {from: eu/s/a, to: b, appears: -20m}"
    assert new(edges) == [("eu", "a", "b", "tcp", (None,))]


def test_protocols_are_edges_of_their_own() -> None:
    edges = "- {from: eu/s/a, to: b}\n- {from: eu/s/a, to: b, protocol: udp, appears: -20m}"
    assert new(edges) == [("eu", "a", "b", "udp", ())]


def test_the_text_of_the_truth_is_json_with_one_edge_a_line() -> None:
    text = render_truth(truth("- {from: eu/s/a, to: b, appears: -20m}\n- {from: eu/s/c, to: b, last_seen: -29d}"))
    parsed = json.loads(text)
    assert parsed["anchor"] == NOW
    assert parsed["edges"][0] == {
        "cluster": "eu",
        "source": "a",
        "destination": "b",
        "protocol": "tcp",
        "first_seen": NOW - 1200,
        "last_seen": NOW - 300,
        "active": [[NOW - 1200, NOW - 300, 4]],
    }
    (window,) = parsed["new"]
    assert (window["now"], window["current"], window["baseline"]) == (NOW, NOW - 3600, NOW - 30 * 86_400)
    assert window["edges"] == [{"cluster": "eu", "source": "a", "destination": "b", "protocol": "tcp", "known_in": []}]
    assert sum('"first_seen"' in line for line in text.splitlines()) == 2


def test_the_text_is_json_without_any_new_edge() -> None:
    assert json.loads(render_truth(truth("- {from: eu/s/a, to: b}")))["new"][0]["edges"] == []
