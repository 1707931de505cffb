"""Many workloads in a few lines: a topology that is drawn from the seed instead of written out.

`topology: {workloads: 300, edges_per_workload: 3}` stands for 300 workloads with names, namespaces and processes, and
for 900 edges between them, all with one timeline.  With `degrees` instead of `edges_per_workload` their number is
drawn for each workload.  `topology: {preset: online_shop}` stands for a cluster that is written out here (see
`presets/`).  The same seed draws the same topology; the edges that matter to a test are still written by hand under
`edges`, and may name drawn workloads.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from harness.datasets.degrees import DISTRIBUTIONS, Degrees, draw_degree, draw_popular
from harness.datasets.hashing import key_of, pick
from harness.datasets.presets import Layout, find_preset, preset_names
from harness.datasets.scenario import Edge, Stay, Workload
from harness.datasets.scenario_edges import TIMELINE_KEYS, read_timeline, read_traffic
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from harness.datasets.reading import Reader
    from harness.datasets.scenario_times import Frame
    from harness.datasets.scenario_workloads import Inventory
    from harness.diagnostics.yaml_text import YamlNode

SIZE_KEYS = ("workloads", "edges_per_workload", "degrees", "clusters", "namespaces", "zones", "pods", "prefix")
DEGREE_KEYS = ("distribution", "least", "most", "exponent", "prefer_popular")
PRESET_KEYS = ("preset", "clusters", "zones", "lacks", "copies", *TIMELINE_KEYS)
TOPOLOGY_KEYS = ("preset", *SIZE_KEYS, "protocol", "rates", "lacks", "copies", *TIMELINE_KEYS)
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
    degrees: Degrees | None = None


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


def draw_graph(workloads: list[Workload], degrees: Degrees, seed: int) -> Iterator[tuple[Workload, Workload]]:
    """The same with a number of others that is drawn for each workload."""
    clusters: dict[str, list[Workload]] = {}
    for workload in workloads:
        clusters.setdefault(workload.stays[0].cluster, []).append(workload)
    draw = draw_popular if degrees.prefer_popular else draw_others
    for cluster, members in clusters.items():
        for number, source in enumerate(members):
            degree = draw_degree(degrees, key_of(seed, "degrees", cluster), number)
            others = draw(key_of(seed, "edges", source.address), number, len(members), degree)
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
    entries = reader.entries(node, "the topology")
    if "preset" in entries:
        yield from _read_preset(reader, node, inventory, frame, seed)
        return
    required = ("workloads",) if "degrees" in entries else ("workloads", "edges_per_workload")
    parts = reader.fields(node, "the topology", TOPOLOGY_KEYS, required)
    topology = _read_sizes(reader, parts, inventory)
    traffic = read_traffic(reader, parts, frame)
    runs = read_timeline(reader, parts, node.span, frame)
    if topology is None:
        return
    workloads = draw_workloads(topology, seed)
    if not _add(reader, node, inventory, workloads):
        return
    if topology.degrees is None:
        pairs = draw_pairs(workloads, topology.edges_per_workload, seed)
    else:
        pairs = draw_graph(workloads, topology.degrees, seed)
    found = list(islice(pairs, MOST_EDGES + 1))
    if len(found) > MOST_EDGES:
        message = f"the topology has more than {MOST_EDGES:,} edges"
        reader.problem("DS220", message, node.span, label="too many", help='write a smaller "most", or fewer workloads')
        return
    for source, destination in found:
        yield traffic.edge(source, destination, runs)


def _add(reader: Reader, node: YamlNode, inventory: Inventory, workloads: list[Workload]) -> bool:
    taken = [workload.address for workload in workloads if workload.address in inventory.workloads]
    if taken:
        message = f'the topology draws "{taken[0]}", which is declared already'
        reader.problem("DS218", message, node.span, label="declared twice", help='give the topology a "prefix"')
        return False
    for workload in workloads:
        inventory.add(workload)
    return True


def _read_preset(reader: Reader, node: YamlNode, inventory: Inventory, frame: Frame, seed: int) -> Iterator[Edge]:
    """The edges of a preset, in each of its clusters; how much traffic a link has scales its values."""
    entries = reader.entries(node, "the topology")
    span, named = entries["preset"][1].span, reader.text(entries["preset"][1], "the preset")
    known = None if named is None else reader.name("DS226", span, "preset", named, preset_names())
    if known is None:
        return
    preset = find_preset(known)
    parts = reader.fields(node, f"the preset {known}", (*PRESET_KEYS, *preset.keys), ("preset",))
    traffic = read_traffic(reader, parts, frame)
    runs = read_timeline(reader, parts, node.span, frame)
    links = [link for layout in _layouts(reader, parts, inventory, seed) for link in preset.links(layout)]
    ends = {end.address: end for link in links for end in (link.source, link.destination)}
    if _add(reader, node, inventory, list(ends.values())):
        for link in links:
            scaled = tuple(replace(run, scale=run.scale * link.weight) for run in runs)
            yield replace(traffic, protocol=link.protocol).edge(link.source, link.destination, scaled)


def _layouts(reader: Reader, parts: Mapping[str, YamlNode], inventory: Inventory, seed: int) -> Iterator[Layout]:
    usual = tuple(inventory.places)[:1] or ("cluster-1",)
    workloads = reader.whole(parts.get("workloads"), "workloads", 3, MOST_WORKLOADS // 4)
    namespaces = reader.whole(parts.get("namespaces"), "namespaces", 1, 1000)
    pods = reader.whole(parts.get("pods"), "pods", 1, 1000)
    zones = reader.texts(parts.get("zones"), "a zone")
    for cluster in reader.texts(parts.get("clusters"), "a cluster") or usual:
        around = zones or tuple(dict.fromkeys(node.zone for node in inventory.nodes.get(cluster, ())))
        yield Layout(seed, cluster, around or (f"{cluster}-a",), workloads, namespaces, pods)


def _read_sizes(reader: Reader, parts: Mapping[str, YamlNode], inventory: Inventory) -> Topology | None:
    workloads = reader.whole(parts.get("workloads"), "workloads", 2, MOST_WORKLOADS)
    each = reader.whole(parts.get("edges_per_workload"), "edges_per_workload", 0, MOST_EDGES_EACH)
    usual = tuple(inventory.places)[:1] or ("cluster-1",)
    clusters = reader.texts(parts.get("clusters"), "a cluster") or usual
    namespaces = reader.whole(parts.get("namespaces"), "namespaces", 1, 1000) or 1
    zones = reader.texts(parts.get("zones"), "a zone") or (f"{clusters[0]}-a",)
    pods = reader.whole(parts.get("pods"), "pods", 1, 1000) or 1
    prefix = reader.text(parts.get("prefix"), "the prefix") or "workload"
    degrees = _read_degrees(reader, parts, (workloads or 2) // len(clusters))
    if workloads is None or (each is None and degrees is None):
        return None
    if each is None or degrees is not None:
        return Topology(workloads, 0, clusters, namespaces, zones, pods, prefix, degrees)
    reason = _impossible(workloads, each, workloads // len(clusters))
    if reason is not None:
        help_text = "write fewer edges_per_workload or another number of workloads"
        reader.problem("DS220", reason, parts["edges_per_workload"].span, label="too many", help=help_text)
        return None
    return Topology(workloads, each, clusters, namespaces, zones, pods, prefix)


def _read_degrees(reader: Reader, parts: Mapping[str, YamlNode], smallest: int) -> Degrees | None:
    """How the number of edges of each workload is drawn; `smallest` is the size of the smallest cluster."""
    if "degrees" not in parts:
        return None
    node = parts["degrees"]
    inner = reader.fields(node, "degrees", DEGREE_KEYS, ("distribution",))
    usual = Degrees()
    distribution = reader.choice(inner.get("distribution"), "the distribution", DISTRIBUTIONS)
    least = reader.whole(inner.get("least"), "least", 0, MOST_EDGES_EACH)
    most = reader.whole(inner.get("most"), "most", 1, MOST_EDGES_EACH)
    exponent = reader.whole(inner.get("exponent"), "the exponent", 1, 5)
    popular = reader.flag(inner.get("prefer_popular"), "prefer_popular")
    low = usual.least if least is None else least
    high = most or min(usual.most, smallest - 1)
    reason = None if low <= high else f"no workload can have from {low} to {high} edges"
    if "edges_per_workload" in parts:
        reason = 'the topology has both "degrees" and "edges_per_workload"'
    reason = reason or _impossible(smallest, high, smallest)
    if reason is not None:
        help_text = "write degrees that the number of workloads allows, or edges_per_workload"
        reader.problem("DS220", reason, node.span, label="cannot be drawn", help=help_text)
        return None
    return Degrees(distribution or usual.distribution, low, high, exponent or usual.exponent, popular is not False)


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
