"""The containers of a cluster, as the OpenTelemetry collector's Kubernetes cluster receiver sees them.

Each pod has one container that is called like its workload and runs the workload's image.

Undecided: what `host.name` is.  The receiver watches the whole cluster from one place and does not set it, but the
searches that read its metrics group by it; here it is the node of the pod.
Source: opentelemetry-collector-contrib, k8sclusterreceiver, documentation.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from harness.datasets.addon import ResourceGenerator, uuid_of
from harness.datasets.generators import DimensionValue, Metric, SeriesPlan
from harness.datasets.hashing import key_of, mix
from harness.datasets.placement import letters, pods_of, skewed
from harness.datasets.scenario import Rate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from harness.datasets.effects import ExtraContainer
    from harness.datasets.placement import Pod
    from harness.datasets.scenario import Scenario
    from harness.datasets.timeline import Run

METRICS: Mapping[str, Metric] = {
    "k8s.container.ready": Metric("", 1, follows="steady", spread=0.0),
    "k8s.container.restarts": Metric("", 0, follows="steady", spread=0.0),
}
USUAL = ("k8s.container.ready",)
REGISTRY = "registry.example.com"
DIMENSIONS = (
    *("k8s.cluster.name", "k8s.namespace.name", "k8s.node.name", "host.name", "k8s.pod.name", "k8s.pod.uid"),
    *("k8s.container.name", "container.id", "container.image.name", "container.image.tag"),
)


class Container(NamedTuple):
    """A container with its dimensions, and when it has points."""

    dimensions: dict[str, DimensionValue]
    runs: tuple[Run, ...]
    attack: int | None = None


class KubernetesContainers(ResourceGenerator):
    """The generator of container metrics."""

    name = "kubernetes_containers"
    metrics = METRICS
    usual = USUAL
    dimensions = DIMENSIONS
    identity = ("k8s.cluster.name", "host.name", "k8s.node.name", "container.image.name", "k8s.pod.name")

    def series(self, scenario: Scenario) -> Iterable[SeriesPlan]:
        """The time series of a scenario: by metric, then by container."""
        containers = [container for container in containers_of(scenario) if container.runs]
        for metric, stream in self.streams(scenario):
            rate = Rate(METRICS[metric].mean, METRICS[metric].spread)
            for dimensions, runs, attack in containers:
                yield SeriesPlan(
                    metric, {**dimensions, **stream}, runs, rate, follows=METRICS[metric].follows, attack=attack
                )


def containers_of(scenario: Scenario) -> Iterable[Container]:
    """Every container: those of pods, and those that attacks start."""
    for workload in scenario.workloads:
        for pod in pods_of(scenario, workload):
            yield Container(_of_pod(scenario, pod), pod.runs(scenario))
    for extra in scenario.containers:
        yield Container(_extra(scenario, extra), skewed(scenario, extra.runs, extra.node.name), extra.attack)


def _of_pod(scenario: Scenario, pod: Pod) -> dict[str, DimensionValue]:
    workload = pod.workload
    image = workload.image or f"{REGISTRY}/{pod.stay.namespace}/{workload.name}"
    return {
        "k8s.cluster.name": pod.stay.cluster,
        "k8s.namespace.name": pod.stay.namespace,
        "k8s.node.name": pod.node.name,
        "host.name": pod.node.name,
        "k8s.pod.name": pod.name,
        "k8s.pod.uid": pod.uid,
        "k8s.container.name": workload.name,
        "container.id": container_id(scenario, pod.uid),
        "container.image.name": image,
        "container.image.tag": pod.version or "latest",
    }


def _extra(scenario: Scenario, extra: ExtraContainer) -> dict[str, DimensionValue]:
    parts = (extra.node.cluster, extra.node.name, extra.name, extra.image)
    uid = uuid_of(str(scenario.seed), *parts)
    return {
        "k8s.cluster.name": extra.node.cluster,
        "k8s.namespace.name": extra.stay.namespace,
        "k8s.node.name": extra.node.name,
        "host.name": extra.node.name,
        "k8s.pod.name": f"{extra.name}-{letters(key_of(scenario.seed, *parts), 5)}",
        "k8s.pod.uid": uid,
        "k8s.container.name": extra.name,
        "container.id": container_id(scenario, uid),
        "container.image.name": extra.image,
        "container.image.tag": extra.tag,
    }


def container_id(scenario: Scenario, uid: str) -> str:
    """The id that the runtime gives a container: 64 hexadecimal digits."""
    key = key_of(scenario.seed, "container", uid)
    return "".join(f"{mix(key ^ number):016x}" for number in range(4))


GENERATOR = KubernetesContainers()
