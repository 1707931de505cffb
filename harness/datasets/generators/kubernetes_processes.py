"""The processes of worker nodes, as the OpenTelemetry collector's host metrics receiver measures them.

The collector runs on each node, which it names `host.name` and `k8s.node.name`; the add-on writes what Splunk
Infrastructure Monitoring made of it.  `process.cpu.utilization` and `process.cpu.time` have a series for each state,
disk metrics one for each direction.  Utilization is a part of 1.

Undecided: whether the add-on delivers counters (`process.cpu.time`, `process.disk.*`) as totals or by interval; the
scenario's `traffic` has a key for it.
Source: opentelemetry-collector-contrib, hostmetricsreceiver, process scraper, metadata.yaml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.addon import ResourceGenerator
from harness.datasets.generators import DimensionValue, Metric, SeriesPlan
from harness.datasets.placement import Process, processes_of
from harness.datasets.scenario import Rate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from harness.datasets.scenario import Scenario

METRICS: Mapping[str, Metric] = {
    "process.cpu.utilization": Metric("", 0.04, whole=False, most=1.0),
    "process.cpu.time": Metric("", 1.2, whole=False, counts=True),
    "process.memory.utilization": Metric("", 0.03, whole=False, follows="steady", spread=0.1, most=1.0),
    "process.memory.usage": Metric("", 250_000_000, follows="steady", spread=0.1),
    "process.memory.virtual": Metric("", 1_200_000_000, follows="steady", spread=0.05),
    "process.disk.operations": Metric("", 40, counts=True),
    "process.disk.io": Metric("", 160_000, counts=True),
    "process.threads": Metric("", 24, follows="steady", spread=0.1),
    "process.open_file_descriptors": Metric("", 90, spread=0.1),
    "process.handles": Metric("", 90, spread=0.1),
}
STATES: Mapping[str, float] = {"user": 1.5, "system": 1.2, "wait": 0.3}
DIRECTIONS: Mapping[str, float] = {"read": 0.8, "write": 1.2}
"""What a metric's mean is multiplied by in each of its series; the mean of them is 1."""
ATTRIBUTES: Mapping[str, tuple[str, Mapping[str, float]]] = {
    "process.cpu.utilization": ("state", STATES),
    "process.cpu.time": ("state", STATES),
    "process.disk.operations": ("direction", DIRECTIONS),
    "process.disk.io": ("direction", DIRECTIONS),
}
USUAL = (
    *("process.threads", "process.cpu.utilization", "process.memory.utilization", "process.disk.operations"),
    "process.memory.usage",
)
DIMENSIONS = (
    *("k8s.cluster.name", "host.name", "k8s.node.name", "os.type", "process.pid", "process.parent_pid"),
    *("process.executable.name", "process.executable.path", "process.command", "process.owner", "state", "direction"),
)


class KubernetesProcesses(ResourceGenerator):
    """The generator of process metrics."""

    name = "kubernetes_processes"
    metrics = METRICS
    usual = USUAL
    dimensions = DIMENSIONS
    identity = (
        *("k8s.cluster.name", "host.name", "k8s.node.name", "process.executable.name", "process.executable.path"),
        "process.pid",
    )

    def series(self, scenario: Scenario) -> Iterable[SeriesPlan]:
        """The time series of a scenario: by metric, then by process, then by state or direction."""
        processes = processes_of(scenario)
        for metric, stream in self.streams(scenario):
            for process in processes:
                if process.runs:
                    yield from process_series(process, metric, stream)


def process_series(process: Process, metric: str, stream: Mapping[str, DimensionValue]) -> Iterable[SeriesPlan]:
    """The series of one process and metric."""
    declared = METRICS[metric]
    rate = dict(process.rates).get(metric) or Rate(declared.mean, declared.spread)
    attribute, parts = ATTRIBUTES.get(metric, ("", {"": 1.0}))
    for part, weight in parts.items():
        own: dict[str, DimensionValue] = {attribute: part} if attribute else {}
        yield SeriesPlan(
            metric=metric,
            dimensions={**dimensions_of(process), **own, **stream},
            runs=process.runs,
            rate=Rate(rate.mean * weight, rate.spread),
            whole=declared.whole,
            group=process.group,
            follows=declared.follows,
            counts=declared.counts,
            most=declared.most,
            attack=process.attack,
        )


def dimensions_of(process: Process) -> dict[str, DimensionValue]:
    """What tells a process from others."""
    return {
        "k8s.cluster.name": process.node.cluster,
        "host.name": process.node.name,
        "k8s.node.name": process.node.name,
        "os.type": "linux",
        "process.pid": process.pid,
        "process.parent_pid": process.parent_pid,
        "process.executable.name": process.name,
        "process.executable.path": process.path,
        "process.command": process.path,
        "process.owner": process.owner,
    }


GENERATOR = KubernetesProcesses()
