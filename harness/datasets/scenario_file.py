"""Reading `scenario.yml`: the text that a detection engineer writes, into a `Scenario`.

The order of reading follows what depends on what: the anchor first, because every time is relative to it; then
resolution, traffic and sampling; then workloads; then the edges between them; then what happens to workloads; then
attacks on all of that; then the windows for the ground truth.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from harness.datasets.attack_checks import check_attacks
from harness.datasets.generators import Generator, find_generator, generator_names
from harness.datasets.instants import read_instant, read_time
from harness.datasets.manifest import SCENARIO_NAME
from harness.datasets.placement import skewed
from harness.datasets.reading import Reader, ShapeCodes, read_techniques
from harness.datasets.scenario import About, DetectionWindow, Edge, Scenario
from harness.datasets.scenario_attacks import read_attacks
from harness.datasets.scenario_edges import read_edges, sampled
from harness.datasets.scenario_events import edge_with_events, read_events, with_events
from harness.datasets.scenario_series import read_series
from harness.datasets.scenario_times import Frame, Tier, read_resolution, read_span
from harness.datasets.scenario_traffic import read_imperfections, read_traffic_shape
from harness.datasets.scenario_workloads import Inventory, read_clusters, usual_nodes
from harness.datasets.topology import read_topology
from harness.diagnostics import SourceText, Span
from harness.diagnostics.yaml_text import YamlNode, load_yaml, read_yaml_file
from harness.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harness.datasets.scenario import Node

CODES = ShapeCodes(unknown="DS201", missing="DS202", wrong="DS203")
ABOUT_KEYS = ("description", "author", "environment", "mitre_technique")
KEYS = (
    *ABOUT_KEYS,
    *("anchor", "seed", "index", "resolution", "generator", "metrics", "dimensions", "sampling"),
    *("clusters", "topology", "edges", "events", "traffic", "imperfections", "attacks", "series", "windows"),
)
EDGE_SOURCE = "kubernetes_npm"
"""The source that writes edges."""
MOST_SEED = 2**63 - 1


def load_scenario(path: str | Path) -> Scenario:
    """The scenario of a dataset's folder, or of a scenario file; it is named after its folder.

    Raises: DatasetError with a diagnostic for every mistake.
    """
    file = Path(path)
    file = file / SCENARIO_NAME if file.is_dir() else file
    return parse_scenario(read_yaml_file(file, DatasetError), file.absolute().parent.name)


def parse_scenario(source: SourceText, name: str = "scenario") -> Scenario:
    """The scenario that a text declares.

    Raises: DatasetError with a diagnostic for every mistake.
    """
    reader = Reader(source, CODES)
    scenario = _read(reader, load_yaml(source, DatasetError), name)
    if reader.problems or scenario is None:
        raise DatasetError(diagnostics=reader.problems)
    return scenario


def _read(reader: Reader, root: YamlNode, name: str) -> Scenario | None:
    parts = reader.fields(root, "a scenario", KEYS, ("anchor",))
    seed = reader.whole(parts.get("seed"), "the seed", 0, MOST_SEED) or 0
    frame = _read_frame(reader, parts)
    if frame is None:
        return None
    inventory = read_clusters(reader, parts["clusters"], frame.anchor_ms) if "clusters" in parts else Inventory()
    drawn = tuple(read_topology(reader, parts.get("topology"), inventory, frame, seed))
    edges = drawn + tuple(read_edges(reader, parts.get("edges"), inventory, frame))
    generators = _read_generators(reader, parts.get("generator"))
    _check_sources(reader, parts, generators)
    events = read_events(reader, parts.get("events"), inventory, frame, seed)
    workloads = {address: with_events(workload, events) for address, workload in inventory.workloads.items()}
    changed = (edge_with_events(edge, workloads) for edge in edges)
    peaceful = Scenario(
        name=name,
        anchor_ms=frame.anchor_ms,
        edges=tuple(edge for edge in changed if edge is not None),
        seed=seed,
        resolution_ms=frame.resolution_ms,
        index=reader.text(parts.get("index"), "the index") or "kubernetes_metrics",
        generators=tuple(generator.name for generator in generators),
        metrics=_read_metrics(reader, parts.get("metrics"), generators) or _usual_metrics(generators),
        dimensions=_read_dimensions(reader, parts.get("dimensions")),
        windows=tuple(_read_windows(reader, parts.get("windows"), frame.anchor_ms)),
        about=_read_about(reader, parts),
        workloads=tuple(workloads.values()),
        nodes=_nodes(inventory),
        sampling=sampled(replace(frame, native_ms=None), frame.sampling[0].start_ms, frame.anchor_ms, None),
        traffic=read_traffic_shape(reader, parts.get("traffic")),
        imperfections=read_imperfections(reader, parts.get("imperfections")),
        written=tuple(read_series(reader, parts.get("series"), frame)),
    )
    _check_data(reader, root.span, peaceful)
    attacked, places = read_attacks(reader, parts.get("attacks"), peaceful, inventory, frame)
    scenario = replace(attacked, edges=tuple(_skewed(attacked, edge) for edge in attacked.edges))
    if places and not reader.problems:
        check_attacks(reader, scenario, places)
    return scenario


def _read_frame(reader: Reader, parts: Mapping[str, YamlNode]) -> Frame | None:
    anchor_ms = read_instant(reader, parts.get("anchor"), "the anchor")
    resolution_ms = read_resolution(reader, parts.get("resolution"))
    if anchor_ms is None:
        return None
    sampling = _read_sampling(reader, parts.get("sampling"), anchor_ms)
    quiet = Reader(reader.source, reader.codes)
    traffic = read_traffic_shape(quiet, parts.get("traffic"))  # its mistakes are noted where the rest of it is read
    native_ms = None if traffic is None else traffic.native_ms
    return Frame(anchor_ms, resolution_ms or 10_000, sampling, find_generator(EDGE_SOURCE), native_ms)


def _read_generators(reader: Reader, node: YamlNode | None) -> tuple[Generator, ...]:
    found = [
        reader.name("DS213", item.span, "generator", name, generator_names())
        for item in reader.items(node)
        if (name := reader.text(item, "the generator")) is not None
    ]
    names = dict.fromkeys(name for name in found if name is not None)
    return tuple(find_generator(name) for name in names or (EDGE_SOURCE,))


def _usual_metrics(generators: tuple[Generator, ...]) -> tuple[str, ...]:
    return tuple(name for generator in generators for name in generator.usual_metrics())


def _nodes(inventory: Inventory) -> tuple[Node, ...]:
    """The nodes of every cluster in which something runs; one for each zone where they are not declared."""
    zones: dict[str, dict[str, None]] = {}
    for workload in inventory.workloads.values():
        for stay in workload.stays:
            zones.setdefault(stay.cluster, {}).update(dict.fromkeys(workload.zones))
    drawn = {cluster: usual_nodes(cluster, tuple(names)) for cluster, names in zones.items()}
    return tuple(node for nodes in {**drawn, **inventory.nodes}.values() for node in nodes)


def _skewed(scenario: Scenario, edge: Edge) -> Edge:
    """An edge by the clock of what measures the network of its source's cluster."""
    if not scenario.imperfections.skew_ms:
        return edge
    return replace(edge, runs=skewed(scenario, edge.runs, edge.source.stays[0].cluster))


def _read_sampling(reader: Reader, node: YamlNode | None, anchor_ms: int) -> tuple[Tier, ...]:
    tiers: list[Tier] = []
    for item in reader.items(node):
        parts = reader.fields(item, "a sampling tier", ("from", "every"), ("from", "every"))
        start = read_time(reader, parts.get("from"), "from", anchor_ms)
        every = read_span(reader, parts.get("every"), "every")
        if start is None or every is None:
            continue
        if tiers and start <= tiers[-1].start_ms:
            help_text = "write the tiers in the order of time, the oldest first"
            span = parts["from"].span
            reader.problem("DS208", "this tier does not begin after the one before", span, help=help_text)
        tiers.append(Tier(start, every))
    return tuple(tiers) or default_sampling(anchor_ms)


def default_sampling(anchor_ms: int) -> tuple[Tier, ...]:
    """30 days at a point a day, the last hour at a point in five minutes."""
    hour = 3_600_000
    return Tier(anchor_ms - 30 * 24 * hour, 24 * hour), Tier(anchor_ms - hour, hour // 12)


def _read_metrics(reader: Reader, node: YamlNode | None, generators: tuple[Generator, ...]) -> tuple[str, ...]:
    names = [name for generator in generators for name in generator.metric_names()]
    found = [
        reader.name("DS210", item.span, "metric", text, names)
        for item in reader.items(node)
        if (text := reader.text(item, "a metric")) is not None
    ]
    return tuple(dict.fromkeys(name for name in found if name is not None))


def _read_dimensions(reader: Reader, node: YamlNode | None) -> dict[str, str]:
    if node is None:
        return {}
    found = {name: reader.text(child, name) for name, (_, child) in reader.entries(node, "dimensions").items()}
    return {name: text for name, text in found.items() if text is not None}


def _read_windows(reader: Reader, node: YamlNode | None, anchor_ms: int) -> list[DetectionWindow]:
    windows = []
    for number, item in enumerate(reader.items(node), start=1):
        parts = reader.fields(item, "a window", ("name", "now", "current", "baseline"), ("current", "baseline"))
        now = read_time(reader, parts["now"], "now", anchor_ms) if "now" in parts else anchor_ms
        current = None if now is None else read_time(reader, parts.get("current"), "current", now)
        baseline = None if now is None else read_time(reader, parts.get("baseline"), "baseline", now)
        name = reader.text(parts.get("name"), "the name") or f"window {number}"
        if now is None or current is None or baseline is None:
            continue
        if not baseline < current < now:
            help_text = (
                "the baseline is [baseline, current), the current window [current, now): baseline < current < now"
            )
            reader.problem("DS208", "the window is empty", parts["current"].span, label="wrong order", help=help_text)
        windows.append(DetectionWindow(name, now, current, baseline))
    return windows


def _read_about(reader: Reader, parts: Mapping[str, YamlNode]) -> About:
    usual = About()
    return About(
        description=(reader.text(parts.get("description"), "the description") or usual.description).strip(),
        author=reader.text(parts.get("author"), "the author") or usual.author,
        environment=reader.text(parts.get("environment"), "the environment") or usual.environment,
        mitre_technique=read_techniques(reader, parts.get("mitre_technique")),
    )


def _check_sources(reader: Reader, parts: Mapping[str, YamlNode], generators: tuple[Generator, ...]) -> None:
    """Edges are written by one source; declaring them without it would be for nothing."""
    if "edges" in parts and EDGE_SOURCE not in [generator.name for generator in generators]:
        help_text = f"write generator: [{EDGE_SOURCE}, {', '.join(generator.name for generator in generators)}]"
        span = parts["generator"].span
        reader.problem("DS228", "no source of the scenario writes edges", span, label="not among them", help=help_text)


def _check_data(reader: Reader, span: Span, scenario: Scenario) -> None:
    if reader.problems or scenario.written:
        return
    what, help_text = "edges", "declare edges, or a topology"
    missing = not scenario.edges and EDGE_SOURCE in scenario.generators
    if not missing and not scenario.edges and not scenario.workloads:
        what, help_text, missing = "workloads", "declare clusters with workloads, or a topology", True
    if missing:
        reader.problem("DS221", f"the scenario has no {what}", Span(span.start, span.start + 1), help=help_text)
