"""The part of a scenario that says who talks to whom, and when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harness.datasets.instants import read_time
from harness.datasets.scenario import Edge, Protocol, Rate, Workload
from harness.datasets.scenario_rates import MOST_RATE, read_rate
from harness.datasets.scenario_times import Frame, read_span
from harness.datasets.scenario_traffic import with_zeros
from harness.datasets.scenario_workloads import Inventory, find_pair
from harness.datasets.timeline import Run, overlap, run_between, with_point, without
from harness.diagnostics.yaml_text import YamlNode, YamlScalar
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from harness.datasets.reading import Reader
    from harness.diagnostics import Span

TIMELINE_KEYS = ("appears", "last_seen", "active", "at", "gaps", "every")
EDGE_KEYS = ("from", "to", "protocol", *TIMELINE_KEYS, "rates", "lacks", "copies", "from_process", "to_process")
PROTOCOLS: tuple[Protocol, ...] = ("tcp", "udp")
MOST_COPIES = 100


def read_edges(reader: Reader, node: YamlNode | None, inventory: Inventory, frame: Frame) -> Iterator[Edge]:
    """Every edge that `edges` declares; one item may stand for several by listing workloads."""
    for item in reader.items(node):
        parts = reader.fields(item, "an edge", EDGE_KEYS, ("from", "to"))
        traffic = read_traffic(reader, parts, frame)
        runs = read_timeline(reader, parts, item.span, frame)
        for source, destination in _pairs(reader, parts, inventory):
            yield replace(
                traffic.edge(source, destination, runs),
                source_process=_process(reader, parts.get("from_process"), source),
                destination_process=_process(reader, parts.get("to_process"), destination),
            )


@frozen
class Traffic:
    """What an edge says of itself apart from its ends and times."""

    protocol: Protocol
    rates: Mapping[str, Rate]
    lacks: frozenset[str]
    copies: int

    def edge(self, source: Workload, destination: Workload, runs: tuple[Run, ...]) -> Edge:
        """The edge of this traffic between two workloads."""
        return Edge(source, destination, self.protocol, runs, self.rates, self.lacks, self.copies)


def read_traffic(reader: Reader, parts: Mapping[str, YamlNode], frame: Frame) -> Traffic:
    """Protocol, rates, lacks and copies of an edge."""
    protocol = reader.choice(parts.get("protocol"), "the protocol", PROTOCOLS) or "tcp"
    rates = _rates(reader, parts.get("rates"), protocol, frame)
    copies = reader.whole(parts.get("copies"), "copies", 1, MOST_COPIES) or 1
    return Traffic(protocol, rates, _lacks(reader, parts.get("lacks"), frame), copies)


def read_timeline(reader: Reader, parts: Mapping[str, YamlNode], span: Span, frame: Frame) -> tuple[Run, ...]:
    """When an edge has points: windows, less gaps, plus exact times."""
    before = len(reader.problems)
    runs = _windows(reader, parts, frame)
    for item in reader.items(parts.get("gaps")):
        gap = reader.fields(item, "a gap", ("from", "to"), ("from", "to"))
        bounds = _bounds(reader, gap, frame, None, None)
        runs = runs if bounds is None else without(runs, *bounds)
    for item in reader.items(parts.get("at")):
        at = read_time(reader, item, "a point", frame.anchor_ms)
        runs = runs if at is None else with_point(runs, at)
    if not runs and len(reader.problems) == before:
        help_text = 'points lie before "to", which is the anchor unless written; "at" names single points'
        reader.problem("DS209", "the edge has no point at any time", span, label="never active", help=help_text)
    return with_zeros(runs, frame)


def _windows(reader: Reader, parts: Mapping[str, YamlNode], frame: Frame) -> tuple[Run, ...]:
    if "active" in parts:
        _refuse_both(reader, parts)
        return _active(reader, parts, frame)
    if "at" in parts and not {"appears", "last_seen", "every", "gaps"} & parts.keys():
        return ()
    appears = read_time(reader, parts.get("appears"), "appears", frame.anchor_ms)
    last_seen = read_time(reader, parts.get("last_seen"), "last_seen", frame.anchor_ms)
    start = frame.sampling[0].start_ms if appears is None else appears
    every = _every(reader, parts, frame)
    if last_seen is None:
        return sampled(frame, start, frame.anchor_ms, every)
    if start > last_seen:
        node = parts["last_seen"]
        message = f"the edge is last seen before it {'appears' if 'appears' in parts else 'has been sampled at all'}"
        help_text = 'write a "last_seen" after "appears"; without "appears" the first sampling tier is the start'
        reader.problem("DS208", message, node.span, label="too early", help=help_text)
        return ()
    return with_point(sampled(frame, start, last_seen, every), last_seen)


def sampled(frame: Frame, start_ms: int, end_ms: int, every_ms: int | None, scale: float = 1.0) -> tuple[Run, ...]:
    """Points in `[start_ms, end_ms)`: the first at the start, then every `every_ms` or as the sampling says."""
    if every_ms is not None:
        run = run_between(start_ms, end_ms, every_ms, scale)
        return () if run is None else (run,)
    if start_ms >= end_ms:
        return ()
    stops = [*(tier.start_ms for tier in frame.sampling[1:]), max(end_ms, start_ms)]
    runs: list[Run] = []
    for tier, stop in zip(frame.sampling, stops, strict=True):
        run = run_between(tier.start_ms, min(stop, end_ms), max(tier.every_ms, frame.native_ms or 0), scale)
        piece = None if run is None else run.within(start_ms, end_ms)
        runs.extend([] if piece is None else [piece])
    return with_point(runs, start_ms, scale)


def _active(reader: Reader, parts: Mapping[str, YamlNode], frame: Frame) -> tuple[Run, ...]:
    runs: list[Run] = []
    usual = _every(reader, parts, frame)
    for item in reader.items(parts["active"]):
        window = reader.fields(item, "an active window", ("from", "to", "every", "scale"))
        bounds = _bounds(reader, window, frame, frame.sampling[0].start_ms, frame.anchor_ms)
        every = _every(reader, window, frame) or usual
        scale = reader.number(window.get("scale"), "scale", 0, MOST_RATE)
        if bounds is not None:
            runs.extend(sampled(frame, *bounds, every, 1.0 if scale is None else scale))
    if overlap(runs) is not None:
        help_text = "let each window begin where the one before it ends"
        reader.problem("DS215", "two active windows overlap", parts["active"].span, label="overlap", help=help_text)
        return ()
    return tuple(sorted(runs))


def _bounds(
    reader: Reader, window: Mapping[str, YamlNode], frame: Frame, start: int | None, end: int | None
) -> tuple[int, int] | None:
    if "from" in window:
        start = read_time(reader, window["from"], "from", frame.anchor_ms)
    if "to" in window:
        end = read_time(reader, window["to"], "to", frame.anchor_ms)
    if start is None or end is None:
        return None
    if start >= end:
        node = window.get("to") or window["from"]
        help_text = 'a window is [from, to): "from" is earlier; for a single point write "at"'
        reader.problem("DS208", "the window ends before it begins", node.span, label="not after from", help=help_text)
        return None
    return start, end


def _every(reader: Reader, parts: Mapping[str, YamlNode], frame: Frame) -> int | None:
    every = read_span(reader, parts.get("every"), "every")
    if every is not None and every < frame.resolution_ms:
        message = f"every is shorter than the resolution of {frame.resolution_ms} ms"
        help_text = 'a series has at most one point in each interval of the resolution; "copies" repeats points'
        reader.problem("DS214", message, parts["every"].span, label="too short", help=help_text)
        return None
    if every is not None and frame.native_ms is not None and every < frame.native_ms:
        message = f"every is shorter than the {frame.native_ms} ms in which the source measures"
        help_text = 'write an "every" of at least "native", or another "native"'
        reader.problem("DS214", message, parts["every"].span, label="too short", help=help_text)
        return None
    return every


def _refuse_both(reader: Reader, parts: Mapping[str, YamlNode]) -> None:
    for name in ("appears", "last_seen"):
        if name in parts:
            message = f'the edge has both "active" and "{name}"'
            help_text = f'say it with "from" and "to" of the windows, or leave "active" out and keep "{name}"'
            reader.problem("DS208", message, parts[name].span, label="one or the other", help=help_text)


def _pairs(reader: Reader, parts: Mapping[str, YamlNode], inventory: Inventory) -> Iterator[tuple[Workload, Workload]]:
    sources = [node for node in reader.items(parts.get("from")) if reader.text(node, "from") is not None]
    destinations = [node for node in reader.items(parts.get("to")) if reader.text(node, "to") is not None]
    for source in sources:
        for destination in destinations:
            if isinstance(source, YamlScalar) and isinstance(destination, YamlScalar):
                pair = find_pair(reader, inventory, source, destination)
                if pair is not None:
                    yield pair


def _process(reader: Reader, node: YamlNode | None, workload: Workload) -> str | None:
    name = reader.text(node, "the process")
    if node is None or name is None:
        return None
    return reader.name("DS217", node.span, f"process of {workload.address}", name, workload.processes)


def _lacks(reader: Reader, node: YamlNode | None, frame: Frame) -> frozenset[str]:
    names = frame.generator.dimension_names()
    found = [
        reader.name("DS211", item.span, "dimension", text, names)
        for item in reader.items(node)
        if (text := reader.text(item, "a dimension")) is not None
    ]
    return frozenset(name for name in found if name is not None)


def _rates(reader: Reader, node: YamlNode | None, protocol: str, frame: Frame) -> dict[str, Rate]:
    rates: dict[str, Rate] = {}
    for name, (span, child) in ({} if node is None else reader.entries(node, "rates")).items():
        if reader.name("DS210", span, "metric", name, frame.generator.metric_names()) is None:
            continue
        rate = read_rate(reader, child, name)
        if frame.generator.protocol_of(name) != protocol:
            message = f"an edge over {protocol} has no {name}"
            help_text = f"declare a second edge between the two with protocol: {frame.generator.protocol_of(name)}"
            reader.problem("DS212", message, span, label=f"not a metric of {protocol}", help=help_text)
        elif rate is not None:
            rates[name] = rate
    return rates
