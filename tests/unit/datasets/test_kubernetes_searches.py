"""Each published search over Kubernetes metrics finds, in one attacked shop, the attacks that it is about.

The four baselines fill their lookups from the month before; the searches look at the last hour.  The searches are read
from the corpus of published content, which is not part of this repository.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from harness.data import Table
from harness.datasets import metric_store, parse_scenario
from harness.diagnostics import SourceText
from harness.spl.session import run_search
from harness.spl.settings import Settings
from harness.spl.sources import MacroDefinition, Sources
from harness.timerange import TimeRange

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harness.spl.session import Results
    from harness.store import MetricStore

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "escu"
NOW = 1_729_166_400
HOUR_S, MONTH_S = 3600, 30 * 86_400
SHOP = """anchor: 2024-10-17T12:00:00Z
seed: 4
generator: [kubernetes_npm, kubernetes_processes, kubernetes_pods, kubernetes_containers]
sampling: [{from: -30d, every: 6h}, {from: -1h, every: 30s}]
clusters: {prod: {zones: [a, b], nodes: 4}}
topology: {preset: online_shop}
traffic: {daily: 0.3, weekly: 0.2, noise: 0.05}
events:
  - {deploy: cart, at: -5d, image_version: 1.1.0}
  - {outage: reviews, from: -10d, to: -9d}
attacks:
  - {kind: lateral_movement, from: reviews, to: [orders-db, accounts-db], onset: -20m}
  - {kind: exfiltration, from: checkout, to: orders-db, onset: -40m, length: 10m, strength: 40}
  - {kind: scanning, from: email, fan_out: 3, onset: -30m}
  - {kind: miner, workload: cart, process: java, onset: -30m, length: 20m, strength: 40}
  - {kind: miner, workload: search, onset: -30m, length: 20m, strength: 20}
  - {kind: shell, workload: payment, onset: -15m}
  - {kind: new_path, workload: catalog, onset: -15m}
  - {kind: unseen_image, workload: ingress, onset: -25m}
  - {kind: beacon, from: currency, to: queue, onset: -50m, length: 50m, every: 60s}
series:
  - start: -20m
    every: 60s
    dims: {k8s.cluster.name: prod, source.workload.name: email, dest.workload.name: cart}
    values: {udp.packets: 7x5}
"""
LOOKUPS = {
    "k8s_container_network_io_baseline": "baseline_of_kubernetes_container_network_io",
    "k8s_container_network_io_ratio_baseline": "baseline_of_kubernetes_container_network_io_ratio",
    "k8s_process_resource_baseline": "baseline_of_kubernetes_process_resource",
    "k8s_process_resource_ratio_baseline": "baseline_of_kubernetes_process_resource_ratio",
}
EXACTLY = {
    "kubernetes_anomalous_inbound_outbound_network_io": ("k8s.pod.name", {"checkout", "orders-db"}),
    "kubernetes_anomalous_traffic_on_network_edge": ("source.workload.name", {"checkout"}),
    "kubernetes_newly_seen_udp_edge": ("dest.workload.name", {"cart"}),
    "kubernetes_previously_unseen_container_image_name": ("container.image.name", {"docker.io/library/toolbox"}),
    "kubernetes_previously_unseen_process": ("process.executable.name", {"sh", "xmrig"}),
    "kubernetes_process_running_from_new_path": (
        "process.executable.path",
        {"/bin/sh", "/tmp/java", "/tmp/.cache/xmrig"},
    ),
    "kubernetes_shell_running_on_worker_node": ("process.executable.name", {"sh"}),
    "kubernetes_shell_running_on_worker_node_with_cpu_activity": ("process.executable.name", {"sh"}),
}
"""What a search names in a field, and nothing else; of pods the name of their workload."""
AMONG_OTHERS = {
    "kubernetes_anomalous_inbound_network_activity_from_process": ("dest.workload.name", {"orders-db"}),
    "kubernetes_anomalous_inbound_to_outbound_network_io_ratio": ("k8s.pod.name", {"checkout", "orders-db"}),
    "kubernetes_anomalous_outbound_network_activity_from_process": ("source.workload.name", {"checkout"}),
    "kubernetes_newly_seen_tcp_edge": ("source.workload.name", {"reviews", "email", "currency"}),
    "kubernetes_process_with_anomalous_resource_utilisation": ("process.executable.name", {"java"}),
    "kubernetes_process_with_resource_ratio_anomalies": ("process.executable.name", {"java"}),
}
"""What a search names in a field besides others: as published, it takes some ordinary traffic for an attack."""


@cache
def store() -> MetricStore:
    """The points of the shop."""
    return metric_store(parse_scenario(SourceText("shop.yml", SHOP)))


@cache
def published(folder: str, name: str) -> str:
    """The search of a file of the corpus."""
    path = CORPUS / folder / f"{name}.yml"
    if not path.is_file():
        pytest.skip("the corpus of published content is not beside the repository")
    text = str(yaml.safe_load(path.read_text(encoding="utf-8"))["search"])
    return text.replace("$$", "$")


def run(spl: str, earliest: float, latest: float, lookups: Mapping[str, Table]) -> Results:
    filters = {f"{name}_filter": MacroDefinition(f"{name}_filter", "search *") for name in (*EXACTLY, *AMONG_OTHERS)}
    macros = {"kubernetes_metrics": MacroDefinition("kubernetes_metrics", "index=kubernetes_metrics"), **filters}
    return run_search(
        spl,
        sources=Sources(metrics=store(), lookups=lookups),
        now=NOW,
        time_range=TimeRange(earliest, latest),
        settings=Settings.of({"mv_not_equal": "none"}),
        macros=macros,
    )


@cache
def baselines() -> dict[str, Table]:
    """The lookups as the baselines fill them."""
    searches = {name: published("baselines", file).split("| outputlookup")[0] for name, file in LOOKUPS.items()}
    return {name: Table.from_rows(run(spl, NOW - MONTH_S, NOW - HOUR_S, {}).rows) for name, spl in searches.items()}


def found(name: str, field: str) -> set[str]:
    results = run(published("detections/cloud", name), NOW - HOUR_S, NOW, baselines())
    values = {str(row[field]) for row in results.rows}
    return {workload_of(value) for value in values} if field == "k8s.pod.name" else values


def workload_of(pod: str) -> str:
    """The workload of a pod of the shop."""
    names = [name for name in ("checkout", "orders-db") if pod.startswith(name)]
    return names[0] if names else pod


@pytest.mark.parametrize("name", EXACTLY)
def test_a_search_finds_its_attacks_and_nothing_else(name: str) -> None:
    field, expected = EXACTLY[name]
    assert found(name, field) == expected


@pytest.mark.parametrize("name", AMONG_OTHERS)
def test_a_search_finds_its_attacks(name: str) -> None:
    field, expected = AMONG_OTHERS[name]
    assert found(name, field) >= expected


def test_every_search_over_kubernetes_metrics_is_here() -> None:
    folder = CORPUS / "detections" / "cloud"
    if not folder.is_dir():
        pytest.skip("the corpus of published content is not beside the repository")
    searches = {path.stem for path in folder.glob("kubernetes_*.yml") if "mstats" in path.read_text(encoding="utf-8")}
    assert searches == {*EXACTLY, *AMONG_OTHERS}
    assert len(searches) == 14
