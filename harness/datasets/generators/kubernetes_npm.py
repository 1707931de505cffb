"""Kubernetes network performance monitoring, as the Splunk Infrastructure Monitoring add-on writes it to an index.

Network Explorer's reducer measures each pair of workloads; a SignalFlow program publishes one stream for each metric
(labels A, B, C...), and the add-on writes every data point as a single measurement with the dimensions of its series
and its own `sf_` fields.  Generated points carry what that pipeline writes at its default aggregation, by
availability zone: no pod, ip or id.

Undecided: whether the add-on delivers counters as totals or per-second rates; here they are totals of the interval.
Undecided: the units of `tcp.rtt.average` and the `*.duration.average` metrics, where the reducer's documents and its
code disagree; the values here are microseconds, as the documents say.
Differs: the add-on sends `"event": {}`; lines here say `"event": "metric"`, which is the documented form.

Source: opentelemetry-network metrics.yaml and dimensions.yaml; splunk_ta_sim 1.3.0.
"""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

from harness.datasets.addon import SIM_FIELDS, SOURCE, SOURCETYPE, metrics_to_write, sim_fields, stream_label, uuid_of
from harness.datasets.generators import DimensionValue, Metric, SeriesPlan
from harness.datasets.scenario import DEFAULT_METRICS, Edge, Episode, Rate, Scenario, Stay, Workload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["GENERATOR", "METRICS", "KubernetesNpm", "stream_label"]

METRICS: Mapping[str, Metric] = {
    "tcp.packets": Metric("tcp", 240),
    "tcp.bytes": Metric("tcp", 96_000),
    "tcp.new_sockets": Metric("tcp", 6),
    "tcp.retrans": Metric("tcp", 2, follows="loss"),
    "tcp.syn_timeouts": Metric("tcp", 1, follows="loss"),
    "tcp.resets": Metric("tcp", 1, follows="loss"),
    "tcp.active": Metric("tcp", 12),
    "tcp.rtt.average": Metric("tcp", 850, whole=False, follows="latency"),
    "tcp.rtt.num_measurements": Metric("tcp", 40),
    "udp.packets": Metric("udp", 60),
    "udp.bytes": Metric("udp", 9_000),
    "udp.drops": Metric("udp", 1, follows="loss"),
    "udp.active": Metric("udp", 3),
    "dns.responses": Metric("udp", 30),
    "dns.timeouts": Metric("udp", 1, follows="loss"),
    "dns.active_sockets": Metric("udp", 2),
    "dns.client.duration.average": Metric("udp", 1_900, whole=False, follows="latency"),
    "dns.server.duration.average": Metric("udp", 700, whole=False, follows="latency"),
    "http.active_sockets": Metric("tcp", 8),
    "http.requests": Metric("tcp", 50),
    "http.client.duration.average": Metric("tcp", 21_000, whole=False, follows="latency"),
    "http.server.duration.average": Metric("tcp", 18_000, whole=False, follows="latency"),
    "http.status_code": Metric("tcp", 48, dimensions={"status_code": "200"}),
}

SIDE_DIMENSIONS = (
    "workload.name",
    "workload.uid",
    "namespace.name",
    "process.name",
    "container.name",
    "availability_zone",
    "resolution_type",
    "environment",
    "image_version",
)


class KubernetesNpm:
    """The generator of Kubernetes network metrics."""

    name = "kubernetes_npm"
    source = SOURCE
    sourcetype = SOURCETYPE
    identity = (
        *("k8s.cluster.name", "source.workload.name", "source.process.name"),
        *("dest.workload.name", "dest.process.name"),
    )

    def metric_names(self) -> Sequence[str]:
        """The metrics that the source can write."""
        return tuple(METRICS)

    def usual_metrics(self) -> Sequence[str]:
        """The metrics that it writes unless a scenario names others."""
        return DEFAULT_METRICS

    def dimension_names(self) -> Sequence[str]:
        """The dimensions that the source can write."""
        sides = [f"{side}.{name}" for side in ("source", "dest") for name in SIDE_DIMENSIONS]
        return ("k8s.cluster.name", *sides, "az_equal", "status_code", *SIM_FIELDS)

    def metric(self, name: str) -> Metric:
        """One of its metrics."""
        return METRICS[name]

    def protocol_of(self, metric: str) -> str:
        """The protocol whose edges have this metric."""
        return METRICS[metric].protocol

    def series(self, scenario: Scenario) -> Iterable[SeriesPlan]:
        """The time series of a scenario: by metric, then by edge, then by process and zone."""
        usual = metrics_to_write(scenario, METRICS, DEFAULT_METRICS)
        names = dict.fromkeys([*usual, *(name for edge in scenario.edges for name in edge.rates)])
        for number, metric in enumerate(names):
            fields = sim_fields(scenario, metric, number, "network-explorer")
            stream = {**fields, **METRICS[metric].dimensions}
            for edge in scenario.edges:
                if has_metric(usual, edge, metric):
                    yield from edge_series(scenario, edge, metric, stream)


def has_metric(usual: Sequence[str], edge: Edge, metric: str) -> bool:
    """Whether an edge has points of a metric; `usual` are those of every edge of their protocol."""
    if edge.rates.get(metric, Rate(1)).mean == 0:
        return False
    return metric in edge.rates or (metric in usual and METRICS[metric].protocol == edge.protocol)


def edge_series(
    scenario: Scenario, edge: Edge, metric: str, stream: Mapping[str, DimensionValue]
) -> Iterator[SeriesPlan]:
    """The series of one edge and metric: one for each pair of sides, and anew where an end moves."""
    rate = edge.rates.get(metric) or Rate(METRICS[metric].mean)
    for episode in edge.episodes():
        for source, destination in side_pairs(edge, episode):
            dimensions: dict[str, DimensionValue] = {"k8s.cluster.name": episode.source.cluster}
            dimensions |= {f"source.{name}": value for name, value in source.items()}
            dimensions |= {f"dest.{name}": value for name, value in destination.items()}
            same = source["availability_zone"] == destination["availability_zone"]
            dimensions |= {"az_equal": "true" if same else "false", **stream, **scenario.dimensions}
            kept = {name: value for name, value in dimensions.items() if name not in edge.lacks}
            yield SeriesPlan(
                metric=metric,
                dimensions=kept,
                runs=episode.runs,
                rate=rate,
                whole=METRICS[metric].whole,
                copies=edge.copies,
                group=(episode.source.cluster, edge.source.address, edge.destination.address, edge.protocol),
                follows=METRICS[metric].follows,
                attack=edge.attack,
            )


def side_pairs(edge: Edge, episode: Episode) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """The pairs of sides that talk: each process and zone of one end with one of the other, in turn.

    Real pods talk all to all; pairing them in turn keeps every process and zone visible and files small.
    """
    sources = sides(edge.source, episode.source, edge.source_process, episode.source_version)
    destinations = sides(edge.destination, episode.destination, edge.destination_process, episode.destination_version)
    pairs = max(len(sources), len(destinations))
    return islice(zip(cycle(sources), cycle(destinations), strict=False), pairs)


def sides(workload: Workload, stay: Stay, process: str | None, version: str | None) -> list[dict[str, str]]:
    """The dimensions of one end, without prefix: one entry for each process and zone that its pods reach."""
    zones = workload.zones[: max(1, workload.most_pods)]
    named = [name for name in workload.processes if process in (None, name)]
    return [
        {**side(workload, stay, name, zone), **({} if version is None else {"image_version": version})}
        for name in named
        for zone in zones
    ]


def side(workload: Workload, stay: Stay, process: str, zone: str) -> dict[str, str]:
    """The dimensions of one process of a workload in one zone, without prefix."""
    environment = {} if workload.environment is None else {"environment": workload.environment}
    return {
        "workload.name": workload.name,
        "workload.uid": uuid_of(stay.cluster, stay.namespace, workload.name),
        "namespace.name": stay.namespace,
        "process.name": process,
        "container.name": workload.name,
        "availability_zone": zone,
        "resolution_type": "K8S_CONTAINER",
        **environment,
    }


GENERATOR = KubernetesNpm()
