"""Which pods there are, when each of them lives, on which node it runs, and which processes run in it.

Everything is computed from the declaration and the seed: a workload's pods are slots 0, 1, 2..., and each slot holds
one pod after another as deploys, scales, restarts and moves end one and begin the next.

Pod names are made as Kubernetes makes them: a deployment's pods are called after the hash of their template (which a
deploy changes) and five letters of their own, a daemon set's after five letters, and those of a stateful set by their
number, whatever happens to them.  The hash is a 32-bit number in decimal, written in an alphabet in which its digits
become 456789bcdf; that is why it looks hexadecimal.

Source: Kubernetes, apimachinery/pkg/util/rand (SafeEncodeString) and pkg/controller (ComputeHash).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.datasets.addon import uuid_of
from harness.datasets.hashing import key_of, mix, pick
from harness.datasets.scenario import Node
from harness.datasets.timeline import Run, clipped, without
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from harness.datasets.scenario import Change, Rate, Scenario, Stay, Workload

ALPHABET = "bcdfghjklmnpqrstvwxz2456789"
PATHS = {
    "java": "/usr/lib/jvm/java-17/bin/java",
    "nginx": "/usr/sbin/nginx",
    "postgres": "/usr/lib/postgresql/16/bin/postgres",
    "python3": "/usr/bin/python3.11",
    "kubelet": "/usr/bin/kubelet",
    "containerd": "/usr/bin/containerd",
    "systemd": "/usr/lib/systemd/systemd",
    "sh": "/bin/sh",
    "bash": "/bin/bash",
    "csh": "/bin/csh",
    "tcsh": "/bin/tcsh",
}
NODE_PROCESSES = ("systemd", "containerd", "kubelet")
FIRST_PID, PIDS = 1000, 31_768


@frozen
class Pod:
    """One pod from `since_ms` to `until_ms`; None is no bound."""

    workload: Workload
    stay: Stay
    name: str
    uid: str
    node: Node
    version: str | None
    since_ms: int | None
    until_ms: int | None

    def runs(self, scenario: Scenario) -> tuple[Run, ...]:
        """When it has points."""
        runs = clipped(scenario.sampling, self.since_ms, self.until_ms)
        for start, end in self.workload.outages:
            runs = without(runs, start, end)
        return skewed(scenario, runs, self.node.name)


@frozen
class Process:
    """One process on a node while its pod lives; `group` is what its signals have in common with others."""

    node: Node
    name: str
    path: str
    pid: int
    parent_pid: int
    owner: str
    runs: tuple[Run, ...]
    rates: tuple[tuple[str, Rate], ...] = ()
    group: tuple[str, ...] = ()
    attack: int | None = None


@dataclass(slots=True)
class _Slots:
    """The pods of a workload while its events are gone through."""

    scenario: Scenario
    workload: Workload
    stay: Stay
    version: str | None
    template: int = 0
    births: int = 0
    restarts: int = 0
    running: dict[int, tuple[int, int | None]] = field(default_factory=dict)

    def start(self, slot: int, at_ms: int | None) -> None:
        self.running[slot] = (self.births, at_ms)
        self.births += 1

    def end(self, slot: int, at_ms: int | None) -> Pod:
        birth, since = self.running.pop(slot)
        seed, workload = self.scenario.seed, self.workload
        name = _pod_name(seed, workload, self.template, slot, birth)
        node = _node_of(self.scenario, workload, self.stay, slot)
        uid = uuid_of(str(seed), workload.address, "pod", str(slot), str(birth))
        return Pod(workload, self.stay, name, uid, node, self.version, since, at_ms)

    def apply(self, change: Change) -> Iterator[Pod]:
        if change.kind == "deploy":
            yield from self._deploy(change)
        elif change.kind == "scale":
            yield from self._scale(change.pods or 1, change.at_ms)
        elif self.running:
            slots = sorted(self.running)
            slot = slots[self.restarts % len(slots)]
            self.restarts += 1
            yield self.end(slot, change.at_ms)
            self.start(slot, change.at_ms)

    def replace_all(self, at_ms: int) -> Iterator[Pod]:
        for slot in sorted(self.running):
            yield self.end(slot, at_ms)
            self.start(slot, at_ms)

    def _deploy(self, change: Change) -> Iterator[Pod]:
        yield from self.replace_all(change.at_ms)
        self.template += 1
        self.version = change.image_version or self.version

    def _scale(self, pods: int, at_ms: int) -> Iterator[Pod]:
        for slot in sorted(slot for slot in self.running if slot >= pods):
            yield self.end(slot, at_ms)
        for slot in range(len(self.running), pods):
            self.start(slot, at_ms)


def pods_of(scenario: Scenario, workload: Workload) -> list[Pod]:
    """Every pod that a workload ever has, those that end first before the others."""
    slots = _Slots(scenario, workload, workload.stays[0], workload.image_version)
    for slot in range(workload.pods):
        slots.start(slot, None)
    pods: list[Pod] = []
    for at_ms, event in _events(workload):
        if isinstance(event, tuple):
            pods.extend(slots.replace_all(at_ms))
            slots.stay = event[0]
        else:
            pods.extend(slots.apply(event))
    return pods + [slots.end(slot, None) for slot in sorted(slots.running)]


def _events(workload: Workload) -> list[tuple[int, Change | tuple[Stay]]]:
    """What happens to a workload in the order of time; of two things at once, the move comes first."""
    moves: list[tuple[int, Change | tuple[Stay]]] = [(stay.since_ms or 0, (stay,)) for stay in workload.stays[1:]]
    changes: list[tuple[int, Change | tuple[Stay]]] = [(change.at_ms, change) for change in workload.changes]
    return sorted(moves + changes, key=lambda event: event[0])


def _pod_name(seed: int, workload: Workload, template: int, slot: int, birth: int) -> str:
    if workload.kind == "statefulset":
        return f"{workload.name}-{slot}"
    own = letters(key_of(seed, "pod", workload.address, str(birth)), 5)
    if workload.kind == "daemonset":
        return f"{workload.name}-{own}"
    number = 10_000_000 + key_of(seed, "template", workload.address, str(template)) % (2**32 - 10_000_000)
    return f"{workload.name}-{safe_encoded(str(number))}-{own}"


def safe_encoded(text: str) -> str:
    """A text in Kubernetes' alphabet without vowels: each character by its code."""
    return "".join(ALPHABET[ord(character) % len(ALPHABET)] for character in text)


def letters(key: int, count: int) -> str:
    """Letters and digits of Kubernetes' alphabet, drawn by a key."""
    return "".join(ALPHABET[pick(key, number, len(ALPHABET))] for number in range(count))


def _node_of(scenario: Scenario, workload: Workload, stay: Stay, slot: int) -> Node:
    """The node of a slot: one of its zone where there is one, else any of the cluster."""
    nodes = nodes_of(scenario, stay.cluster)
    zone = workload.zones[slot % len(workload.zones)]
    near = [node for node in nodes if node.zone == zone] or nodes
    return near[(key_of(scenario.seed, "node", workload.address) + slot // len(workload.zones)) % len(near)]


def nodes_of(scenario: Scenario, cluster: str) -> list[Node]:
    """The nodes of a cluster; one where none are known."""
    found = [node for node in scenario.nodes if node.cluster == cluster]
    return found or [Node(f"{cluster}-node-1", cluster, "zone-a")]


def processes_of(scenario: Scenario) -> list[Process]:
    """Every process: those of nodes, those of pods, and those that attacks start."""
    nodes = [_node_process(scenario, node, name) for node in scenario.nodes for name in NODE_PROCESSES]
    pods = [process for workload in scenario.workloads for process in workload_processes(scenario, workload)]
    return [*nodes, *pods, *_extra(scenario)]


def workload_processes(scenario: Scenario, workload: Workload) -> list[Process]:
    """The processes of all pods of a workload that have points."""
    return [
        _pod_process(scenario, pod, name, runs)
        for pod in pods_of(scenario, workload)
        if (runs := pod.runs(scenario))
        for name in workload.processes
    ]


def _pod_process(scenario: Scenario, pod: Pod, name: str, runs: tuple[Run, ...]) -> Process:
    return Process(
        node=pod.node,
        name=name,
        path=pod.workload.paths.get(name) or usual_path(name),
        pid=_pid(scenario, pod.uid, name),
        parent_pid=_pid(scenario, pod.uid, "parent"),
        owner="app",
        runs=runs,
        rates=tuple(pod.workload.rates.items()),
        group=(pod.stay.cluster, pod.workload.address),
    )


def _node_process(scenario: Scenario, node: Node, name: str) -> Process:
    pid = 1 if name == "systemd" else _pid(scenario, node.cluster, node.name, name)
    runs = skewed(scenario, scenario.sampling, node.name)
    return Process(node, name, usual_path(name), pid, min(pid, 2) - 1, "root", runs, group=(node.cluster, node.name))


def _extra(scenario: Scenario) -> Iterable[Process]:
    for number, extra in enumerate(scenario.processes):
        node, runs = extra.node, skewed(scenario, extra.runs, extra.node.name)
        pid = _pid(scenario, node.cluster, node.name, extra.path, str(number))
        rates, group = tuple(extra.rates.items()), (node.cluster, node.name, extra.path)
        yield Process(node, extra.name, extra.path, pid, 1, extra.owner, runs, rates, group, extra.attack)


def usual_path(name: str) -> str:
    """Where the executable of a process usually lies."""
    return PATHS.get(name, f"/usr/local/bin/{name}")


def _pid(scenario: Scenario, *parts: str) -> int:
    return FIRST_PID + key_of(scenario.seed, "pid", *parts) % PIDS


def skewed(scenario: Scenario, runs: tuple[Run, ...], clock: str) -> tuple[Run, ...]:
    """A timeline by a clock that is off by as much as the scenario allows."""
    most = scenario.imperfections.skew_ms
    if not most:
        return runs
    off = mix(key_of(scenario.seed, "clock", clock)) % (2 * most + 1) - most
    return tuple(Run(run.start_ms + off, run.step_ms, run.count, run.scale) for run in runs)
