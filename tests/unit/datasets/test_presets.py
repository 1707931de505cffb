"""Presets and random graphs: as large as they say, the same for the same seed, and attackable by name."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.datasets import Scenario, generate, parse_scenario
from harness.datasets.degrees import DISTRIBUTIONS, Degrees, draw_degree, draw_popular
from harness.datasets.presets import find_preset, preset_names
from harness.diagnostics import SourceText
from harness.errors import DatasetError


def drawn(text: str, more: str = "", seed: int = 1) -> Scenario:
    source = f"anchor: 2024-10-17T12:00:00Z\nseed: {seed}\ntopology: {{{text}}}\n{more}"
    return parse_scenario(SourceText("s", source))


def pairs(scenario: Scenario) -> list[tuple[str, str, str]]:
    return [(edge.source.address, edge.destination.address, edge.protocol) for edge in scenario.edges]


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_is_found_by_its_name(name: str) -> None:
    assert find_preset(name).name == name
    assert drawn(f"preset: {name}").edges


def test_the_shop_has_twenty_services() -> None:
    shop = drawn("preset: online_shop")
    assert len(shop.workloads) == 20
    assert len({workload.stays[0].namespace for workload in shop.workloads}) == 4
    assert Counter(protocol for _, _, protocol in pairs(shop)) == {"tcp": 33, "udp": 19}
    assert len(set(pairs(shop))) == 52


def test_a_shop_in_each_cluster() -> None:
    shop = drawn("preset: online_shop, clusters: [eu, us]")
    assert Counter(workload.stays[0].cluster for workload in shop.workloads) == {"eu": 20, "us": 20}


def test_some_links_carry_more_than_others() -> None:
    shop = drawn("preset: online_shop, every: 1d", "metrics: [tcp.packets]\n")
    (columns, *_) = generate(shop).metrics
    sums: Counter[str] = Counter()
    for series, value in zip(columns.series_ids.tolist(), columns.values.tolist(), strict=True):
        sums[str(columns.series[series]["source.workload.name"])] += value
    assert sums["frontend"] > 5 * sums["email"]


def test_the_platform_is_as_large_as_asked_for() -> None:
    platform = drawn("preset: platform, workloads: 120, namespaces: 7")
    assert len(platform.workloads) == 120
    assert len({workload.stays[0].namespace for workload in platform.workloads}) == 8
    calls = Counter(source for source, _, protocol in pairs(platform) if protocol == "tcp")
    called = Counter(target for _, target, protocol in pairs(platform) if protocol == "tcp")
    assert calls.most_common(1)[0][1] >= 8
    assert sorted(calls.values())[len(calls) // 2] <= 2
    assert called.most_common(1)[0][1] > 10
    assert len(drawn("preset: platform").workloads) == 300


def test_the_seed_decides_the_platform() -> None:
    text = "preset: platform, workloads: 40"
    assert pairs(drawn(text)) == pairs(drawn(text))
    assert pairs(drawn(text)) != pairs(drawn(text, seed=2))


def test_edges_of_ones_own_may_name_services_of_a_preset() -> None:
    shop = drawn("preset: online_shop", "edges: [{from: email, to: orders-db, appears: -5m}]\n")
    assert pairs(shop)[-1] == ("cluster-1/shop/email", "cluster-1/data/orders-db", "tcp")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("preset: shop", "DS226"),
        ("preset: online_shop, workloads: 30", "DS201"),
        ("preset: platform, workloads: 1", "DS203"),
        ("workloads: 10", "DS202"),
        ("workloads: 10, degrees: {distribution: normal}", "DS203"),
        ("workloads: 10, degrees: {distribution: uniform, least: 5, most: 4}", "DS220"),
        ("workloads: 10, degrees: {distribution: uniform, most: 10}", "DS220"),
        ("workloads: 10, edges_per_workload: 2, degrees: {distribution: uniform}", "DS220"),
        ("workloads: 10000, degrees: {distribution: uniform, least: 50, most: 90}", "DS220"),
        ("workloads: 10, degrees: {distribution: uniform, prefer_popular: 3}", "DS203"),
    ],
)
def test_what_cannot_be_drawn_is_refused(text: str, code: str) -> None:
    with pytest.raises(DatasetError, match=code):
        drawn(text)


def test_degrees_of_a_random_graph_follow_their_distribution() -> None:
    found = drawn("workloads: 300, degrees: {distribution: power_law, least: 1, most: 40}")
    degrees = Counter(Counter(source for source, _, _ in pairs(found)).values())
    assert degrees[1] > 2 * degrees[2] > degrees[3]
    assert 10 <= max(degrees) <= 40
    called = Counter(target for _, target, _ in pairs(found))
    assert called.most_common(1)[0][1] > 5 * len(found.edges) / 300


@given(
    st.sampled_from(DISTRIBUTIONS), st.integers(0, 9), st.integers(0, 9), st.integers(1, 5), st.integers(0, 2**64 - 1)
)
def test_a_degree_lies_between_its_bounds(distribution: str, least: int, more: int, exponent: int, key: int) -> None:
    degrees = Degrees(distribution, least, max(1, least + more), exponent)  # type: ignore[arg-type]
    assert {draw_degree(degrees, key, number) for number in range(50)} <= set(range(least, degrees.most + 1))


def test_distributions_differ() -> None:
    means = {}
    for distribution in DISTRIBUTIONS:
        found = [draw_degree(Degrees(distribution, 1, 20), 5, number) for number in range(4000)]
        means[distribution] = sum(found) / len(found)
    assert means["uniform"] == pytest.approx(10.5, abs=0.4)
    assert means["geometric"] == pytest.approx(2, abs=0.1)
    assert means["power_law"] == pytest.approx(2.25, abs=0.2)


@given(st.integers(0, 2**64 - 1), st.integers(2, 12), st.data())
def test_popular_others_are_different_and_not_oneself(key: int, size: int, data: st.DataObject) -> None:
    number, each = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, 12))
    found = draw_popular(key, number, size, each)
    assert len(found) == len(set(found)) == min(each, size - 1)
    assert number not in found
