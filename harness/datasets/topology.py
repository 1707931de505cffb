"""Many workloads in a few lines: a topology that is drawn from the seed instead of written out.

`topology: {workloads: 300, edges_per_workload: 3}` stands for 300 workloads with names, namespaces and processes, and
for 900 edges between them, all with one timeline.  The same seed draws the same topology; the edges that matter to a
test are still written by hand under `edges`, and may name drawn workloads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.hashing import key_of, pick
from harness.datasets.scenario import Edge, Stay, Workload
from harness.datasets.scenario_edges import TIMELINE_KEYS, read_timeline, read_traffic
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from harness.datasets.reading import Reader
    from harness.datasets.scenario_times import Frame
    from harness.datasets.scenario_workloads import Inventory
    from harness.diagnostics.yaml_text import YamlNode

SIZE_KEYS = ("workloads", "edges_per_workload", "clusters", "namespaces", "zones", "pods", "prefix")
TOPOLOGY_KEYS = (*SIZE_KEYS, "protocol", "rates", "lacks", "copies", *TIMELINE_KEYS)
MOST_WORKLOADS = 10_000
MOST_EDGES_EACH = 100
MOST_EDGES = 50_000
PROCESSES = ("java", "nginx", "node", "python3", "postgres", "redis-server", "envoy", "dotnet")


@frozen
class Topology:
    """How many workloads to draw, where they live and how many others each of them talks to."""

    workloads: int
    edges_per_workload: int
    clusters: tuple[str, ...] = ("cluster-1",)
    namespaces: int = 1
    zones: tuple[str, ...] = ("zone-a",)
    pods: int = 1
    prefix: str = "workload"


def draw_workloads(topology: Topology, seed: int) -> list[Workload]:
    """The workloads of a topology: `<prefix>-001` and so on, dealt to the clusters in turn."""
    key = key_of(seed, "workloads")
    width = max(3, len(str(topology.workloads)))
    return [
        Workload(
            name=f"{topology.prefix}-{number + 1:0{width}d}",
            stays=(Stay(topology.clusters[number % len(topology.clusters)], _namespace(topology, key, number)),),
            processes=(PROCESSES[pick(key, 2 * number, len(PROCESSES))],),
            pods=topology.pods,
            zones=topology.zones,
        )
        for number in range(topology.workloads)
    ]


def draw_pairs(workloads: list[Workload], each: int, seed: int) -> Iterator[tuple[Workload, Workload]]:
    """For each workload the `each` others of its cluster that it talks to; a cluster's smaller size is the limit."""
    clusters: dict[str, list[Workload]] = {}
    for workload in workloads:
        clusters.setdefault(workload.stays[0].cluster, []).append(workload)
    for members in clusters.values():
        for number, source in enumerate(members):
            others = draw_others(key_of(seed, "edges", source.address), number, len(members), each)
            yield from ((source, members[other]) for other in others)


def draw_others(key: int, number: int, size: int, each: int) -> list[int]:
    """`each` different numbers below `size` that are not `number`, in drawn order."""
    found: dict[int, None] = {}
    counter = 0
    while len(found) < min(each, size - 1):
        other = pick(key, counter, size)
        counter += 1
        if other != number:
            found[other] = None
    return list(found)


def read_topology(
    reader: Reader, node: YamlNode | None, inventory: Inventory, frame: Frame, seed: int
) -> Iterator[Edge]:
    """The edges of the drawn topology; its workloads are added to the inventory."""
    if node is None:
        return
    parts = reader.fields(node, "the topology", TOPOLOGY_KEYS, ("workloads", "edges_per_workload"))
    topology = _read_sizes(reader, parts, inventory)
    traffic = read_traffic(reader, parts, frame)
    runs = read_timeline(reader, parts, node.span, frame)
    if topology is None:
        return
    workloads = draw_workloads(topology, seed)
    taken = [workload.address for workload in workloads if workload.address in inventory.workloads]
    if taken:
        message = f'the topology draws "{taken[0]}", which is declared already'
        reader.problem("DS218", message, node.span, label="declared twice", help='give the topology a "prefix"')
        return
    for workload in workloads:
        inventory.add(workload)
    for source, destination in draw_pairs(workloads, topology.edges_per_workload, seed):
        yield traffic.edge(source, destination, runs)


def _read_sizes(reader: Reader, parts: Mapping[str, YamlNode], inventory: Inventory) -> Topology | None:
    workloads = reader.whole(parts.get("workloads"), "workloads", 2, MOST_WORKLOADS)
    each = reader.whole(parts.get("edges_per_workload"), "edges_per_workload", 0, MOST_EDGES_EACH)
    usual = tuple(inventory.places)[:1] or ("cluster-1",)
    clusters = reader.texts(parts.get("clusters"), "a cluster") or usual
    namespaces = reader.whole(parts.get("namespaces"), "namespaces", 1, 1000) or 1
    zones = reader.texts(parts.get("zones"), "a zone") or (f"{clusters[0]}-a",)
    pods = reader.whole(parts.get("pods"), "pods", 1, 1000) or 1
    prefix = reader.text(parts.get("prefix"), "the prefix") or "workload"
    if workloads is None or each is None:
        return None
    reason = _impossible(workloads, each, workloads // len(clusters))
    if reason is not None:
        help_text = "write fewer edges_per_workload or another number of workloads"
        reader.problem("DS220", reason, parts["edges_per_workload"].span, label="too many", help=help_text)
        return None
    return Topology(workloads, each, clusters, namespaces, zones, pods, prefix)


def _impossible(workloads: int, each: int, smallest: int) -> str | None:
    """Why a topology of this size cannot be drawn; None where it can."""
    if each >= smallest:
        return f"a workload cannot talk to {each} others where its cluster has {smallest} workloads"
    if workloads * each > MOST_EDGES:
        return f"the topology has {workloads * each:,} edges; {MOST_EDGES:,} are the most"
    return None


def _namespace(topology: Topology, key: int, number: int) -> str:
    if topology.namespaces == 1:
        return "default"
    return f"namespace-{pick(key, 2 * number + 1, topology.namespaces) + 1:02d}"
