"""The pods of a cluster, as the OpenTelemetry collector's kubelet stats receiver measures them.

`k8s.pod.network.io` and `k8s.pod.network.errors` have a series for each direction of the pod's interface.  What a pod
receives and transmits moves together.

Undecided: whether the add-on delivers `k8s.pod.network.io` as a total or by interval; the scenario's `traffic` has a
key for it.  The searches that read it compare its mean with its deviation, which says something by interval only.
Source: opentelemetry-collector-contrib, kubeletstatsreceiver, metadata.yaml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.addon import ResourceGenerator
from harness.datasets.generators import DimensionValue, Metric, SeriesPlan
from harness.datasets.placement import Pod, pods_of
from harness.datasets.scenario import Rate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from harness.datasets.scenario import Scenario

METRICS: Mapping[str, Metric] = {
    "k8s.pod.network.io": Metric("", 150_000, counts=True),
    "k8s.pod.network.errors": Metric("", 1, follows="loss", counts=True),
    "k8s.pod.cpu.utilization": Metric("", 0.08, whole=False),
    "k8s.pod.memory.usage": Metric("", 300_000_000, follows="steady", spread=0.1),
    "k8s.pod.memory.working_set": Metric("", 260_000_000, follows="steady", spread=0.1),
}
USUAL = ("k8s.pod.network.io",)
DIRECTIONS: Mapping[str, float] = {"receive": 1.1, "transmit": 0.9}
"""What a metric's mean is multiplied by in each direction; the mean of them is 1."""
BY_DIRECTION = ("k8s.pod.network.io", "k8s.pod.network.errors")
DIMENSIONS = (
    *("k8s.cluster.name", "k8s.namespace.name", "k8s.node.name", "host.name", "k8s.pod.name", "k8s.pod.uid"),
    *("interface", "direction"),
)


class KubernetesPods(ResourceGenerator):
    """The generator of pod metrics."""

    name = "kubernetes_pods"
    metrics = METRICS
    usual = USUAL
    dimensions = DIMENSIONS
    identity = ("k8s.cluster.name", "k8s.node.name", "k8s.namespace.name", "k8s.pod.name", "direction")

    def series(self, scenario: Scenario) -> Iterable[SeriesPlan]:
        """The time series of a scenario: by metric, then by pod, then by direction."""
        pods = [pod for workload in scenario.workloads for pod in pods_of(scenario, workload) if pod.runs(scenario)]
        for metric, stream in self.streams(scenario):
            for pod in pods:
                yield from pod_series(scenario, pod, metric, stream)


def pod_series(scenario: Scenario, pod: Pod, metric: str, stream: Mapping[str, DimensionValue]) -> Iterable[SeriesPlan]:
    """The series of one pod and metric."""
    declared = METRICS[metric]
    rate = pod.workload.rates.get(metric) or Rate(declared.mean, declared.spread)
    for direction, weight in (DIRECTIONS if metric in BY_DIRECTION else {"": 1.0}).items():
        own: dict[str, DimensionValue] = {"interface": "eth0", "direction": direction} if direction else {}
        yield SeriesPlan(
            metric=metric,
            dimensions={**dimensions_of(pod), **own, **stream},
            runs=pod.runs(scenario),
            rate=Rate(rate.mean * weight, rate.spread),
            whole=declared.whole,
            group=(pod.stay.cluster, pod.workload.address),
            follows=declared.follows,
            counts=declared.counts,
        )


def dimensions_of(pod: Pod) -> dict[str, DimensionValue]:
    """What tells a pod from others."""
    return {
        "k8s.cluster.name": pod.stay.cluster,
        "k8s.namespace.name": pod.stay.namespace,
        "k8s.node.name": pod.node.name,
        "host.name": pod.node.name,
        "k8s.pod.name": pod.name,
        "k8s.pod.uid": pod.uid,
    }


GENERATOR = KubernetesPods()
