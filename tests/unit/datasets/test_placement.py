"""Pods: which there are at a time, how they are called, where they run and what runs in them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from harness.datasets import Scenario, generate, parse_scenario
from harness.datasets.generators import find_generator, generator_names
from harness.datasets.placement import Pod, pods_of, processes_of, safe_encoded
from harness.diagnostics import SourceText

HEAD = """anchor: 2024-10-17T12:00:00Z
generator: [kubernetes_npm, kubernetes_processes, kubernetes_pods, kubernetes_containers]
clusters:
  prod:
    zones: [a, b]
    nodes: 4
    namespaces:
      shop: {cart: {processes: [{name: java, path: /opt/java}, envoy], pods: 2, image: r/cart, image_version: 1.0}}
      data: {db: {kind: statefulset, pods: 2}, agent: {kind: daemonset}}
edges: [{from: cart, to: db}]
"""
HOUR_MS = 3_600_000
SERVICE = re.compile(r"-[abcdef0-9]{8,10}-\w{5}$|-\w{5}$")
"""What the published searches take off the name of a pod."""


def scenario(text: str = "") -> Scenario:
    return parse_scenario(SourceText("s", HEAD + text))


def pods(name: str, text: str = "") -> list[Pod]:
    made = scenario(text)
    return pods_of(made, next(workload for workload in made.workloads if workload.name == name))


def alive(found: list[Pod], hours: float) -> list[Pod]:
    """The pods that live so many hours before the anchor."""
    at = 1_729_166_400_000 + int(hours * HOUR_MS)
    return [p for p in found if (p.since_ms is None or p.since_ms <= at) and (p.until_ms is None or at < p.until_ms)]


def test_pods_are_called_as_kubernetes_calls_them() -> None:
    assert [SERVICE.sub("", pod.name) for pod in pods("cart")] == ["cart", "cart"]
    assert [pod.name for pod in pods("db")] == ["db-0", "db-1"]
    assert re.fullmatch(r"agent-[a-z0-9]{5}", pods("agent")[0].name)
    assert safe_encoded("0123456789") == "456789bcdf"


def test_a_restart_replaces_one_pod_after_another() -> None:
    found = pods("cart", "events: {restart: cart, at: [-3h, -2h, -1h]}")
    assert len(found) == 5
    assert all(len(alive(found, hours)) == 2 for hours in (-4, -2.5, -1.5, -0.5))
    names = [{pod.name for pod in alive(found, hours)} for hours in (-4, -2.5, -1.5, -0.5)]
    assert [len(after - before) for before, after in pairwise(names)] == [1, 1, 1]
    assert names[0].isdisjoint(names[2])
    assert len({name.rsplit("-", 1)[0] for one in names for name in one}) == 1


def test_a_stateful_pod_keeps_its_name_and_not_its_identity() -> None:
    found = pods("db", "events: {restart: db, at: -1h}")
    assert sorted(pod.name for pod in found) == ["db-0", "db-0", "db-1"]
    assert len({pod.uid for pod in found}) == 3


def test_a_deploy_replaces_all_pods_and_their_template() -> None:
    found = pods("cart", "events: {deploy: cart, at: -2h, image_version: 2.0}")
    before, after = alive(found, -3), alive(found, -1)
    assert {pod.version for pod in before} == {"1.0"}
    assert {pod.version for pod in after} == {"2.0"}
    assert len({pod.name.rsplit("-", 1)[0] for pod in before + after}) == 2


def test_a_scale_changes_how_many_there_are() -> None:
    found = pods("cart", "events: [{scale: cart, at: -3h, pods: 5}, {scale: cart, at: -1h, pods: 1}]")
    assert [len(alive(found, hours)) for hours in (-4, -2, -0.5)] == [2, 5, 1]
    assert alive(found, -0.5)[0] in alive(found, -4)


def test_a_move_replaces_the_pods() -> None:
    text = HEAD.replace("image: r/cart", "moves: {at: -2h, to: data}")
    made = parse_scenario(SourceText("s", text))
    found = pods_of(made, made.workloads[0])
    assert [pod.stay.namespace for pod in alive(found, -3)] == ["shop", "shop"]
    assert [pod.stay.namespace for pod in alive(found, -1)] == ["data", "data"]


def test_an_outage_leaves_no_point_of_pods_and_edges() -> None:
    made = scenario("events: {outage: cart, from: -30m, to: -10m}\nsampling: {from: -1h, every: 5m}\n")
    times = {run.start_ms for pod in pods_of(made, made.workloads[0]) for run in pod.runs(made)}
    edge_times = {time - made.anchor_ms for edge in made.edges for run in edge.runs for time in run.times()}
    assert times
    assert edge_times == {minutes * 60_000 for minutes in (-60, -55, -50, -45, -40, -35, -10, -5)}


def test_pods_run_in_the_zones_of_their_workload() -> None:
    assert pods("db")[0].node.zone == "a"
    assert {pod.node.zone for pod in pods("db")} == {"a", "b"}


def test_processes_of_nodes_and_pods_are_told_apart() -> None:
    made = scenario()
    found = processes_of(made)
    assert len(found) == 4 * 3 + 2 * 2 + 2 + 1
    java = [process for process in found if process.name == "java"]
    assert {process.path for process in java} == {"/opt/java"}
    assert len({process.pid for process in java}) == 2
    assert {process.pid for process in found if process.name == "systemd"} == {1}


def test_a_new_pod_has_new_pids() -> None:
    made = scenario("events: {restart: cart, at: -1h}")
    assert len({process.pid for process in processes_of(made) if process.name == "java"}) == 3


@pytest.mark.parametrize("name", generator_names())
def test_every_dimension_written_is_a_dimension_known(name: str) -> None:
    made = scenario()
    generator = find_generator(name)
    plans = list(generator.series(made))
    assert plans
    for plan in plans:
        assert plan.dimensions.keys() <= set(generator.dimension_names())
        assert set(generator.identity) - {"direction"} <= plan.dimensions.keys()
        assert plan.metric in generator.metric_names()


def test_the_dimensions_that_the_published_searches_group_by() -> None:
    wanted = {
        "process.memory.utilization": "host.name k8s.cluster.name k8s.node.name process.pid process.executable.path",
        "k8s.pod.network.io": "k8s.cluster.name k8s.pod.name k8s.node.name direction",
        "k8s.container.ready": "host.name k8s.cluster.name k8s.node.name container.image.name",
    }
    found = {columns.metric: columns.series for columns in generate(scenario()).metrics}
    for metric, names in wanted.items():
        assert all(set(names.split()) <= series.keys() for series in found[metric])


def test_containers_carry_image_and_tag() -> None:
    found = {columns.metric: columns.series for columns in generate(scenario()).metrics}["k8s.container.ready"]
    images = {(series["container.image.name"], series["container.image.tag"]) for series in found}
    assert images == {
        ("r/cart", "1.0"),
        ("registry.example.com/data/db", "latest"),
        ("registry.example.com/data/agent", "latest"),
    }
    assert len({series["container.id"] for series in found}) == 5


def test_named_nodes_are_taken_in_turn() -> None:
    text = HEAD.replace("nodes: 4", "nodes: [n1, n2, n3]")
    made = parse_scenario(SourceText("s", text))
    assert [(node.name, node.zone) for node in made.nodes] == [("n1", "a"), ("n2", "b"), ("n3", "a")]


def test_an_image_of_a_deploy_is_on_the_points_of_edges() -> None:
    made = scenario("events: {deploy: cart, at: -20m, image_version: 2.0}\nmetrics: [tcp.packets]\n")
    (columns, *_) = generate(made).metrics
    assert {series["source.image_version"] for series in columns.series} == {"1.0", "2.0"}
