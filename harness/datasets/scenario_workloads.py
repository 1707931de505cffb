"""The part of a scenario that says what runs where: clusters, namespaces, workloads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.datasets.instants import read_time
from harness.datasets.reading import Reader, did_you_mean, is_empty
from harness.datasets.scenario import Stay, Workload
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from harness.diagnostics import Span
    from harness.diagnostics.yaml_text import YamlNode, YamlScalar

CLUSTER_KEYS = ("environment", "zones", "namespaces")
WORKLOAD_KEYS = ("processes", "pods", "zones", "environment", "image_version", "moves")
MOST_PODS = 1000


@dataclass(slots=True)
class Inventory:
    """The workloads of a scenario, found by `name`, `namespace/name` or `cluster/namespace/name`."""

    places: dict[str, set[str]] = field(default_factory=dict)
    workloads: dict[str, Workload] = field(default_factory=dict)
    _by_reference: dict[str, list[Workload]] = field(default_factory=dict)

    def add(self, workload: Workload) -> None:
        """Adds a workload whose address is not taken."""
        self.workloads[workload.address] = workload
        cluster, namespace, name = workload.address.split("/")
        for reference in (name, f"{namespace}/{name}", f"{cluster}/{namespace}/{name}"):
            self._by_reference.setdefault(reference, []).append(workload)

    def find(self, reference: str) -> list[Workload]:
        """Every workload that a reference may mean."""
        return self._by_reference.get(reference, [])

    def references(self) -> Iterable[str]:
        """Everything that means a workload."""
        return self._by_reference.keys()

    def pairs(self, source: str, destination: str) -> list[tuple[Workload, Workload]]:
        """The pairs that two references may mean: those of one cluster where there are any."""
        found = [(s, d) for s in self.find(source) for d in self.find(destination)]
        near = [(s, d) for s, d in found if s.stays[0].cluster == d.stays[0].cluster]
        return near or found


@frozen
class Surroundings:
    """What a workload takes over from its cluster unless it says otherwise."""

    cluster: str
    namespace: str
    zones: tuple[str, ...]
    environment: str | None


def read_clusters(reader: Reader, node: YamlNode, anchor_ms: int) -> Inventory:
    """All workloads that `clusters` declares."""
    inventory = Inventory()
    clusters = reader.entries(node, "clusters")
    checked = {name: _cluster(reader, child, name) for name, (_, child) in clusters.items()}
    for name, parts in checked.items():
        namespaces = reader.entries(parts["namespaces"], "namespaces") if "namespaces" in parts else {}
        inventory.places[name] = set(namespaces)
    for name, parts in checked.items():
        _read_cluster(reader, name, parts, inventory, anchor_ms)
    return inventory


def _cluster(reader: Reader, node: YamlNode, name: str) -> Mapping[str, YamlNode]:
    return {} if is_empty(node) else reader.fields(node, f'cluster "{name}"', CLUSTER_KEYS)


def _read_cluster(
    reader: Reader, cluster: str, parts: Mapping[str, YamlNode], inventory: Inventory, anchor_ms: int
) -> None:
    environment = reader.text(parts.get("environment"), "the environment")
    zones = reader.texts(parts.get("zones"), "a zone") or (f"{cluster}-a",)
    namespaces = parts.get("namespaces")
    if namespaces is None or is_empty(namespaces):
        return
    for namespace, (span, node) in reader.entries(namespaces, "namespaces").items():
        _check_name(reader, "namespace", namespace, span)
        around = Surroundings(cluster, namespace, zones, environment)
        for name, (key_span, child) in ({} if is_empty(node) else reader.entries(node, "workloads")).items():
            _check_name(reader, "workload", name, key_span)
            inventory.add(_read_workload(reader, name, child, around, inventory, anchor_ms))


def _check_name(reader: Reader, what: str, name: str, span: Span) -> None:
    if "/" in name or not name.strip():
        message = f'"{name}" is not a name of a {what}'
        reader.problem("DS203", message, span, label="not a name", help="names have at least one letter and no slash")


def _read_workload(
    reader: Reader, name: str, node: YamlNode, around: Surroundings, inventory: Inventory, anchor_ms: int
) -> Workload:
    first = Stay(around.cluster, around.namespace)
    if is_empty(node):
        return Workload(name, (first,), ("app",), 1, around.zones, around.environment)
    parts = reader.fields(node, f'workload "{name}"', WORKLOAD_KEYS)
    moves = [_read_move(reader, item, around, inventory, anchor_ms) for item in reader.items(parts.get("moves"))]
    later = sorted((stay for stay in moves if stay is not None), key=lambda stay: stay.since_ms or 0)
    return Workload(
        name=name,
        stays=(first, *later),
        processes=reader.texts(parts.get("processes"), "a process") or ("app",),
        pods=reader.whole(parts.get("pods"), "pods", 1, MOST_PODS) or 1,
        zones=reader.texts(parts.get("zones"), "a zone") or around.zones,
        environment=reader.text(parts.get("environment"), "the environment") or around.environment,
        image_version=reader.text(parts.get("image_version"), "the image version"),
    )


def _read_move(
    reader: Reader, node: YamlNode, around: Surroundings, inventory: Inventory, anchor_ms: int
) -> Stay | None:
    parts = reader.fields(node, "a move", ("at", "to"), ("at", "to"))
    at, to = read_time(reader, parts.get("at"), "a move", anchor_ms), reader.text(parts.get("to"), "the place")
    if at is None or to is None:
        return None
    cluster, _, namespace = to.rpartition("/")
    cluster = cluster or around.cluster
    if namespace not in inventory.places.get(cluster, ()):
        known = [f"{c}/{n}" for c, names in inventory.places.items() for n in names]
        message = f'the scenario declares no namespace "{namespace}" in cluster "{cluster}"'
        help_text = did_you_mean(f"{cluster}/{namespace}", known)
        reader.problem("DS206", message, parts["to"].span, label="not declared", help=help_text)
        return None
    return Stay(cluster, namespace, at)


def find_pair(
    reader: Reader, inventory: Inventory, source: YamlScalar, destination: YamlScalar
) -> tuple[Workload, Workload] | None:
    """The two workloads that an edge names; noted where there are none or several."""
    for node in (source, destination):
        if not inventory.find(str(node.value)):
            known = list(inventory.references())
            reader.name("DS206", node.span, "workload", str(node.value), known)
            return None
    pairs = inventory.pairs(str(source.value), str(destination.value))
    if len(pairs) == 1:
        return pairs[0]
    node = source if len(inventory.find(str(source.value))) > 1 else destination
    addresses = ", ".join(workload.address for workload in inventory.find(str(node.value))[:6])
    message = f'"{node.value}" may be any of {len(inventory.find(str(node.value)))} workloads'
    reader.problem("DS207", message, node.span, label="which one?", help=f"write one of {addresses}")
    return None
