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

from dataclasses import field
from functools import lru_cache
from itertools import cycle, islice
from typing import TYPE_CHECKING

from harness.datasets.generators import DimensionValue, SeriesPlan
from harness.datasets.hashing import key_of, mix
from harness.datasets.scenario import Edge, Episode, Rate, Scenario, Stay, Workload
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


@frozen
class Metric:
    """One metric of the source: whose edges have it, what it usually measures, and whether it counts whole things."""

    protocol: str
    mean: float
    whole: bool = True
    dimensions: Mapping[str, str] = field(default_factory=dict)


METRICS: Mapping[str, Metric] = {
    "tcp.packets": Metric("tcp", 240),
    "tcp.bytes": Metric("tcp", 96_000),
    "tcp.new_sockets": Metric("tcp", 6),
    "tcp.retrans": Metric("tcp", 2),
    "tcp.syn_timeouts": Metric("tcp", 1),
    "tcp.resets": Metric("tcp", 1),
    "tcp.active": Metric("tcp", 12),
    "tcp.rtt.average": Metric("tcp", 850, whole=False),
    "tcp.rtt.num_measurements": Metric("tcp", 40),
    "udp.packets": Metric("udp", 60),
    "udp.bytes": Metric("udp", 9_000),
    "udp.drops": Metric("udp", 1),
    "udp.active": Metric("udp", 3),
    "dns.responses": Metric("udp", 30),
    "dns.timeouts": Metric("udp", 1),
    "dns.active_sockets": Metric("udp", 2),
    "dns.client.duration.average": Metric("udp", 1_900, whole=False),
    "dns.server.duration.average": Metric("udp", 700, whole=False),
    "http.active_sockets": Metric("tcp", 8),
    "http.requests": Metric("tcp", 50),
    "http.client.duration.average": Metric("tcp", 21_000, whole=False),
    "http.server.duration.average": Metric("tcp", 18_000, whole=False),
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
    source = "sim"
    sourcetype = "stash"

    def metric_names(self) -> Sequence[str]:
        """The metrics that the source can write."""
        return tuple(METRICS)

    def dimension_names(self) -> Sequence[str]:
        """The dimensions that the source can write."""
        sides = [f"{side}.{name}" for side in ("source", "dest") for name in SIDE_DIMENSIONS]
        return ("k8s.cluster.name", *sides, "az_equal", "status_code", *SIM_FIELDS)

    def protocol_of(self, metric: str) -> str:
        """The protocol whose edges have this metric."""
        return METRICS[metric].protocol

    def series(self, scenario: Scenario) -> Iterable[SeriesPlan]:
        """The time series of a scenario: by metric, then by edge, then by process and zone."""
        names = dict.fromkeys([*scenario.metrics, *(name for edge in scenario.edges for name in edge.rates)])
        for number, metric in enumerate(names):
            stream = sim_fields(scenario, metric, number)
            for edge in scenario.edges:
                if has_metric(scenario, edge, metric):
                    yield from edge_series(scenario, edge, metric, stream)


SIM_FIELDS = ("sf_product", "sf_resolutionMs", "sf_streamLabel", "sf_realm", "sf_organizationID", "computationId")


def has_metric(scenario: Scenario, edge: Edge, metric: str) -> bool:
    """Whether an edge has points of a metric."""
    if edge.rates.get(metric, Rate(1)).mean == 0:
        return False
    return metric in edge.rates or (metric in scenario.metrics and METRICS[metric].protocol == edge.protocol)


def sim_fields(scenario: Scenario, metric: str, number: int) -> dict[str, DimensionValue]:
    """The fields that the add-on itself puts on every point of one stream."""
    return {
        "sf_product": "network-explorer",
        "sf_resolutionMs": scenario.resolution_ms,
        "sf_streamLabel": stream_label(number),
        "sf_realm": "us0",
        "sf_organizationID": identifier(scenario.seed, "organization")[:11],
        "computationId": identifier(scenario.seed, "computation", metric)[:11],
        **METRICS[metric].dimensions,
    }


def stream_label(number: int) -> str:
    """The letter under which the SignalFlow program publishes its `number`-th stream: A to Z, then AA."""
    label = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        label = chr(ord("A") + letter) + label
    return label


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
            yield SeriesPlan(metric, kept, episode.runs, rate, METRICS[metric].whole, edge.copies)


def side_pairs(edge: Edge, episode: Episode) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """The pairs of sides that talk: each process and zone of one end with one of the other, in turn.

    Real pods talk all to all; pairing them in turn keeps every process and zone visible and files small.
    """
    sources = sides(edge.source, episode.source, edge.source_process)
    destinations = sides(edge.destination, episode.destination, edge.destination_process)
    pairs = max(len(sources), len(destinations))
    return islice(zip(cycle(sources), cycle(destinations), strict=False), pairs)


def sides(workload: Workload, stay: Stay, process: str | None) -> list[dict[str, str]]:
    """The dimensions of one end, without prefix: one entry for each process and zone that its pods reach."""
    zones = workload.zones[: max(1, workload.pods)]
    return [
        side(workload, stay, name, zone) for name in workload.processes if process in (None, name) for zone in zones
    ]


def side(workload: Workload, stay: Stay, process: str, zone: str) -> dict[str, str]:
    """The dimensions of one process of a workload in one zone, without prefix."""
    optional = {"environment": workload.environment, "image_version": workload.image_version}
    return {
        "workload.name": workload.name,
        "workload.uid": uid(stay.cluster, stay.namespace, workload.name),
        "namespace.name": stay.namespace,
        "process.name": process,
        "container.name": workload.name,
        "availability_zone": zone,
        "resolution_type": "K8S_CONTAINER",
        **{name: value for name, value in optional.items() if value is not None},
    }


@lru_cache(maxsize=4096)
def uid(cluster: str, namespace: str, name: str) -> str:
    """The UUID of a workload: the same for the same place and name."""
    high = key_of(0, "uid", cluster, namespace, name)
    digits = f"{high:016x}{mix(high):016x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


@lru_cache(maxsize=256)
def identifier(seed: int, *parts: str) -> str:
    """An id in the style of Splunk Observability Cloud, made of letters and digits."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    key = key_of(seed, *parts)
    return "".join(letters[mix(key ^ i) % len(letters)] for i in range(11))


GENERATOR = KubernetesNpm()
