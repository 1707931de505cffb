"""The series of Kubernetes network metrics: which there are and what dimensions they carry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.datasets import Edge, Rate, Run, Scenario, Stay, Workload
from harness.datasets.generators import SeriesPlan, find_generator, generator_names
from harness.datasets.generators.kubernetes_npm import GENERATOR, METRICS, stream_label

NOW_MS = 1_729_166_400_000
CART = Workload("cart", (Stay("eu", "shop"),), ("java", "envoy"), 2, ("a", "b", "c"), "live", "1.2")
DB = Workload("db", (Stay("eu", "data"),), ("postgres",), 1, ("a", "b"))
EDGE = Edge(CART, DB, runs=(Run(NOW_MS - 60_000, 10_000, 6),))


def plans(*edges: Edge, metrics: tuple[str, ...] = ("tcp.packets",)) -> list[SeriesPlan]:
    return list(GENERATOR.series(Scenario("s", NOW_MS, edges, metrics=metrics)))


def test_every_generator_is_found_by_its_file() -> None:
    assert "kubernetes_npm" in generator_names()
    assert all(find_generator(name).name == name for name in generator_names())
    with pytest.raises(KeyError):
        find_generator("nothing")


def test_a_series_carries_the_dimensions_of_both_sides() -> None:
    single = replace(CART, processes=("java",), pods=1)
    (plan,) = plans(replace(EDGE, source=single))
    dims = dict(plan.dimensions)
    assert dims.pop("source.workload.uid") != dims.pop("dest.workload.uid")
    for name in ("sf_organizationID", "computationId"):
        assert dims.pop(name)
    assert dims == {
        "k8s.cluster.name": "eu",
        "source.workload.name": "cart",
        "source.namespace.name": "shop",
        "source.process.name": "java",
        "source.container.name": "cart",
        "source.availability_zone": "a",
        "source.resolution_type": "K8S_CONTAINER",
        "source.environment": "live",
        "source.image_version": "1.2",
        "dest.workload.name": "db",
        "dest.namespace.name": "data",
        "dest.process.name": "postgres",
        "dest.container.name": "db",
        "dest.availability_zone": "a",
        "dest.resolution_type": "K8S_CONTAINER",
        "az_equal": "true",
        "sf_product": "network-explorer",
        "sf_resolutionMs": 10_000,
        "sf_streamLabel": "A",
        "sf_realm": "us0",
    }


def test_every_process_and_zone_is_seen() -> None:
    found = {(p.dimensions["source.process.name"], p.dimensions["source.availability_zone"]) for p in plans(EDGE)}
    assert found == {("java", "a"), ("java", "b"), ("envoy", "a"), ("envoy", "b")}
    assert {p.dimensions["az_equal"] for p in plans(EDGE)} == {"true", "false"}


def test_a_process_narrows_the_series() -> None:
    narrowed = plans(replace(EDGE, source_process="envoy"))
    assert {p.dimensions["source.process.name"] for p in narrowed} == {"envoy"}


def test_metrics_follow_the_protocol() -> None:
    everything = tuple(METRICS)
    for protocol in ("tcp", "udp"):
        found = {plan.metric for plan in plans(replace(EDGE, protocol=protocol), metrics=everything)}
        assert found == {name for name, metric in METRICS.items() if metric.protocol == protocol}


def test_a_rate_adds_a_metric_and_nothing_takes_it_away() -> None:
    rates = {"tcp.active": Rate(3), "tcp.packets": Rate(0)}
    found = plans(replace(EDGE, rates=rates), metrics=("tcp.packets", "tcp.bytes"))
    assert {plan.metric for plan in found} == {"tcp.bytes", "tcp.active"}


def test_streams_are_lettered_in_the_order_of_the_metrics() -> None:
    found = {p.metric: p.dimensions["sf_streamLabel"] for p in plans(EDGE, metrics=("tcp.bytes", "tcp.packets"))}
    assert found == {"tcp.bytes": "A", "tcp.packets": "B"}
    assert [stream_label(number) for number in (0, 25, 26, 52)] == ["A", "Z", "AA", "BA"]


def test_points_lack_what_the_edge_lacks() -> None:
    (full, *_), (bare, *_) = plans(EDGE), plans(replace(EDGE, lacks=frozenset({"k8s.cluster.name", "sf_realm"})))
    assert full.dimensions.keys() - bare.dimensions.keys() == {"k8s.cluster.name", "sf_realm"}


def test_every_dimension_written_is_a_dimension_known() -> None:
    for plan in plans(EDGE, replace(EDGE, protocol="udp"), metrics=tuple(METRICS)):
        assert plan.dimensions.keys() <= set(GENERATOR.dimension_names())


def test_a_move_starts_new_series_with_the_new_place() -> None:
    at = NOW_MS - 30_000
    moved = replace(DB, stays=(Stay("eu", "data"), Stay("eu", "archive", at)))
    single = replace(CART, processes=("java",), pods=1)
    before, after = plans(replace(EDGE, source=single, destination=moved))
    assert (before.dimensions["dest.namespace.name"], before.runs) == ("data", (Run(NOW_MS - 60_000, 10_000, 3),))
    assert (after.dimensions["dest.namespace.name"], after.runs) == ("archive", (Run(at, 10_000, 3),))
    assert before.dimensions["dest.workload.uid"] != after.dimensions["dest.workload.uid"]


def test_the_collector_of_the_source_names_the_cluster() -> None:
    moved = replace(CART, stays=(Stay("eu", "shop"), Stay("us", "shop", NOW_MS - 30_000)), pods=1, processes=("java",))
    assert [p.dimensions["k8s.cluster.name"] for p in plans(replace(EDGE, source=moved))] == ["eu", "us"]
    assert [p.dimensions["k8s.cluster.name"] for p in plans(replace(EDGE, source=DB, destination=moved))] == ["eu"] * 2


def test_status_codes_have_their_dimension() -> None:
    assert {p.dimensions["status_code"] for p in plans(EDGE, metrics=("http.status_code",))} == {"200"}
