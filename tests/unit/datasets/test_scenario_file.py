"""What the words of a scenario mean."""

from __future__ import annotations

import pytest

from harness.datasets import Edge, Scenario, parse_scenario
from harness.datasets.scenario_file import default_sampling
from harness.datasets.timeline import all_times
from harness.diagnostics import SourceText

NOW = 1_729_166_400
HEAD = "anchor: 2024-10-17T12:00:00Z\n"
CLUSTERS = """
clusters:
  prod:
    zones: [a, b]
    environment: live
    namespaces:
      shop:
        cart: {processes: [java, envoy], pods: 2, image_version: 1.10}
        web:
      data: {db: {processes: postgres}}
"""


def scenario(text: str) -> Scenario:
    return parse_scenario(SourceText("scenario.yml", HEAD + CLUSTERS + text))


def edge(text: str) -> Edge:
    (found,) = scenario(f"sampling: [{{from: -4h, every: 2h}}, {{from: -1h, every: 30m}}]\nedges:\n- {text}\n").edges
    return found


def offsets(found: Edge) -> list[int]:
    """Times in minutes from the anchor; fractions would be an error."""
    assert all((time - NOW * 1000) % 60_000 == 0 for time in all_times(found.runs))
    return [(time - NOW * 1000) // 60_000 for time in all_times(found.runs)]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("{from: cart, to: db}", [-240, -120, -60, -30]),
        ("{from: cart, to: db, appears: -20m}", [-20]),
        ("{from: cart, to: db, appears: -130m}", [-130, -120, -60, -30]),
        ("{from: cart, to: db, last_seen: -100m}", [-240, -120, -100]),
        ("{from: cart, to: db, last_seen: -2h}", [-240, -120]),
        ("{from: cart, to: db, appears: -90m, last_seen: -45m}", [-90, -60, -45]),
        ("{from: cart, to: db, appears: -50m, every: 20m}", [-50, -30, -10]),
        ("{from: cart, to: db, appears: -1h, every: 20m}", [-60, -40, -20]),
        ("{from: cart, to: db, at: [-1h, -30d, now]}", [-43200, -60, 0]),
        ("{from: cart, to: db, at: -7m, appears: -20m}", [-20, -7]),
        ("{from: cart, to: db, at: -1h, every: 2h}", [-240, -120, -60]),
        ("{from: cart, to: db, active: {from: -3h, to: -1h, every: 1h}}", [-180, -120]),
        ("{from: cart, to: db, active: [{from: -9h, to: -8h}, {from: -1h}]}", [-540, -60, -30]),
        ("{from: cart, to: db, active: {to: -2h}}", [-240]),
        ("{from: cart, to: db, gaps: {from: -2h, to: -30m}}", [-240, -30]),
        ("{from: cart, to: db, gaps: {from: -2h, to: -30m}, at: -1h}", [-240, -60, -30]),
        ("{from: cart, to: db, at: '2024-10-17T11:00:00Z'}", [-60]),
        (f"{{from: cart, to: db, at: {NOW - 60}}}", [-1]),
        ("{from: cart, to: db, at: -1d@d}", [-36 * 60]),
        ("{from: cart, to: db, active: {from: now, to: +10m, every: 5m}}", [0, 5]),
    ],
)
def test_a_timeline_has_exactly_the_points_it_says(text: str, minutes: list[int]) -> None:
    assert offsets(edge(text)) == minutes


def test_steady_edges_have_points_in_the_last_hour_and_in_the_month_before() -> None:
    (found,) = scenario("edges: [{from: cart, to: db}]").edges
    times = list(all_times(found.runs))
    assert len(times) == 42
    assert times[0] == (NOW - 30 * 86_400) * 1000
    assert sum(time >= (NOW - 3600) * 1000 for time in times) == 12
    assert [tier.every_ms for tier in default_sampling(NOW * 1000)] == [24 * 3_600_000, 300_000]


def test_windows_scale_values() -> None:
    found = edge("{from: cart, to: db, active: [{from: -2h, to: -1h}, {from: -1h, scale: 40}]}")
    assert [run.scale for run in found.runs] == [1, 40]


def test_workloads_take_over_what_their_cluster_says() -> None:
    found = edge("{from: cart, to: web}")
    assert found.source.processes == ("java", "envoy")
    assert (found.source.zones, found.source.environment, found.source.image_version) == (("a", "b"), "live", "1.10")
    assert found.destination.address == "prod/shop/web"
    assert found.destination.processes == ("app",)


def test_an_item_stands_for_every_pair_it_lists() -> None:
    found = scenario("edges: [{from: [cart, web], to: [db, cart]}]").edges
    pairs = [(edge.source.name, edge.destination.name) for edge in found]
    assert pairs == [("cart", "db"), ("cart", "cart"), ("web", "db"), ("web", "cart")]


def test_a_name_means_the_workload_of_the_same_cluster() -> None:
    text = "clusters: {eu: {namespaces: {s: {a: , b: }}}, us: {namespaces: {s: {a: , b: }}}}\n"
    source = SourceText("scenario.yml", f"{HEAD}{text}edges: [{{from: us/s/a, to: b}}]")
    (found,) = parse_scenario(source).edges
    assert found.destination.address == "us/s/b"


def test_rates_lacks_copies_and_processes_are_kept() -> None:
    found = edge(
        "{from: cart, to: db, rates: {tcp.packets: 4, tcp.bytes: {mean: 9, spread: 0}}, lacks: source.workload.name,"
        " copies: 3, from_process: envoy}"
    )
    assert {name: (rate.mean, rate.spread) for name, rate in found.rates.items()} == {
        "tcp.packets": (4, 0.25),
        "tcp.bytes": (9, 0),
    }
    assert (set(found.lacks), found.copies, found.source_process) == ({"source.workload.name"}, 3, "envoy")


def test_windows_are_relative_to_their_own_now() -> None:
    found = scenario("edges: [{from: cart, to: db}]\nwindows: [{name: x, now: -1h, current: -1h, baseline: -7d}]")
    (window,) = found.windows
    assert (window.name, window.now_ms) == ("x", (NOW - 3600) * 1000)
    assert (window.current_ms, window.baseline_ms) == ((NOW - 7200) * 1000, (NOW - 3600 - 7 * 86_400) * 1000)


@pytest.mark.parametrize(("text", "resolution_ms"), [("10s", 10_000), ("10000", 10_000), ("1m", 60_000)])
def test_a_resolution_is_a_span_or_milliseconds(text: str, resolution_ms: int) -> None:
    assert scenario(f"resolution: {text}\nedges: [{{from: cart, to: db}}]").resolution_ms == resolution_ms


@pytest.mark.parametrize(
    "anchor", ["2024-10-17T12:00:00Z", "1729166400", "'2024-10-17T14:00:00+02:00'", "2024-10-17T12:00"]
)
def test_an_anchor_is_iso_or_epoch(anchor: str) -> None:
    text = f"anchor: {anchor}\n{CLUSTERS}edges: [{{from: cart, to: db}}]"
    assert parse_scenario(SourceText("s", text)).anchor == NOW


def test_moves_say_where_a_workload_lives_from_then_on() -> None:
    text = "clusters: {eu: {namespaces: {s: {a: {moves: {at: -1h, to: t}}}, t: }}}\nedges: [{from: a, to: a}]"
    (found,) = parse_scenario(SourceText("s", HEAD + text)).edges
    assert [stay.namespace for stay in found.source.stays] == ["s", "t"]
    assert found.source.at((NOW - 3600) * 1000).namespace == "t"
    assert found.source.at((NOW - 3601) * 1000).namespace == "s"
