"""The part of a scenario that says what runs where: clusters, namespaces, workloads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.datasets.instants import read_time
from harness.datasets.reading import Reader, did_you_mean, is_empty
from harness.datasets.scenario import Node, Rate, Stay, Workload
from harness.datasets.scenario_rates import read_host_rates
from harness.diagnostics.yaml_text import YamlMapping, YamlScalar
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from harness.diagnostics import Span
    from harness.diagnostics.yaml_text import YamlNode

CLUSTER_KEYS = ("environment", "zones", "nodes", "namespaces")
WORKLOAD_KEYS = (*("processes", "pods", "zones", "environment", "image", "image_version", "kind", "rates", "moves"),)
PROCESS_KEYS = ("name", "path")
WORKLOAD_KINDS = ("deployment", "statefulset", "daemonset")
MOST_PODS = 1000
MOST_NODES = 1000


@dataclass(slots=True)
class Inventory:
    """The workloads of a scenario, found by `name`, `namespace/name` or `cluster/namespace/name`."""

    places: dict[str, set[str]] = field(default_factory=dict)
    workloads: dict[str, Workload] = field(default_factory=dict)
    nodes: dict[str, tuple[Node, ...]] = field(default_factory=dict)
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
    inventory.nodes[cluster] = _read_nodes(reader, parts.get("nodes"), cluster, zones)
    namespaces = parts.get("namespaces")
    if namespaces is None or is_empty(namespaces):
        return
    for namespace, (span, node) in reader.entries(namespaces, "namespaces").items():
        _check_name(reader, "namespace", namespace, span)
        around = Surroundings(cluster, namespace, zones, environment)
        for name, (key_span, child) in ({} if is_empty(node) else reader.entries(node, "workloads")).items():
            _check_name(reader, "workload", name, key_span)
            inventory.add(_read_workload(reader, name, child, around, inventory, anchor_ms))


def _read_nodes(reader: Reader, node: YamlNode | None, cluster: str, zones: tuple[str, ...]) -> tuple[Node, ...]:
    """The nodes of a cluster, dealt to its zones in turn: a number of them or their names; one a zone unless said."""
    if isinstance(node, YamlScalar) and isinstance(node.value, int):
        return usual_nodes(cluster, zones, reader.whole(node, "nodes", 1, MOST_NODES))
    names = reader.texts(node, "a node")
    return tuple(Node(name, cluster, zones[n % len(zones)]) for n, name in enumerate(names)) or usual_nodes(
        cluster, zones
    )


def usual_nodes(cluster: str, zones: tuple[str, ...], count: int | None = None) -> tuple[Node, ...]:
    """So many nodes, or one for each zone: `<cluster>-node-1` and so on."""
    numbers = range(len(zones) if count is None else count)
    return tuple(Node(f"{cluster}-node-{number + 1}", cluster, zones[number % len(zones)]) for number in numbers)


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
    processes = dict(_processes(reader, parts.get("processes")))
    return Workload(
        name=name,
        stays=(first, *later),
        processes=tuple(processes) or ("app",),
        pods=reader.whole(parts.get("pods"), "pods", 1, MOST_PODS) or 1,
        zones=reader.texts(parts.get("zones"), "a zone") or around.zones,
        environment=reader.text(parts.get("environment"), "the environment") or around.environment,
        image_version=reader.text(parts.get("image_version"), "the image version"),
        kind=reader.choice(parts.get("kind"), "the kind", WORKLOAD_KINDS) or "deployment",
        image=reader.text(parts.get("image"), "the image"),
        paths={process: path for process, path in processes.items() if path is not None},
        rates=_rates(reader, parts.get("rates"), name),
    )


def _processes(reader: Reader, node: YamlNode | None) -> Iterable[tuple[str, str | None]]:
    """The processes of a workload: names, or names with the paths of their executables."""
    for item in reader.items(node):
        if isinstance(item, YamlMapping):
            parts = reader.fields(item, "a process", PROCESS_KEYS, ("name",))
            name, path = reader.text(parts.get("name"), "a process"), reader.text(parts.get("path"), "the path")
        else:
            name, path = reader.text(item, "a process"), None
        if name is not None:
            yield name, path


def _rates(reader: Reader, node: YamlNode | None, name: str) -> Mapping[str, Rate]:
    return {} if node is None else read_host_rates(reader, node, f'workload "{name}"')


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


def find_one(reader: Reader, inventory: Inventory, node: YamlNode, reference: str) -> Workload | None:
    """The workload that a reference means; noted where there is none, or several."""
    found = inventory.find(reference)
    if len(found) == 1:
        return found[0]
    if not found:
        reader.name("DS206", node.span, "workload", reference, list(inventory.references()))
        return None
    _ambiguous(reader, node.span, reference, found)
    return None


def _ambiguous(reader: Reader, span: Span, reference: str, found: list[Workload]) -> None:
    addresses = ", ".join(workload.address for workload in found[:6])
    message = f'"{reference}" may be any of {len(found)} workloads'
    reader.problem("DS207", message, span, label="which one?", help=f"write one of {addresses}")


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
    _ambiguous(reader, node.span, str(node.value), inventory.find(str(node.value)))
    return None
