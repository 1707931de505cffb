"""The part of a scenario that says what happens to workloads: deploys, scales, restarts, outages.

`events` is a list; each item has one key that is the kind of the event and names workloads (`*` is all of them).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from harness.datasets.hashing import key_of, pick
from harness.datasets.instants import read_time
from harness.datasets.reading import is_empty
from harness.datasets.scenario import Change, Edge, Workload
from harness.datasets.scenario_times import read_span
from harness.datasets.scenario_workloads import MOST_PODS, find_one
from harness.datasets.timeline import without

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from harness.datasets.reading import Reader
    from harness.datasets.scenario_times import Frame
    from harness.datasets.scenario_workloads import Inventory
    from harness.diagnostics.yaml_text import YamlNode

Kind = Literal["deploy", "scale", "restart", "outage"]
KINDS: tuple[Kind, ...] = ("deploy", "scale", "restart", "outage")
KEYS_OF: Mapping[Kind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "deploy": (("at", "image_version"), ("at",)),
    "scale": (("at", "pods"), ("at", "pods")),
    "restart": (("at", "every"), ()),
    "outage": (("from", "to"), ("from", "to")),
}
"""For each kind of event the keys it has besides its own, and those that it must have."""
EVENT_KEYS = (*KINDS, "at", "image_version", "pods", "every", "from", "to")
ALL = "*"
MOST_RESTARTS = 10_000

Events = dict[str, tuple[list[Change], list[tuple[int, int]]]]
"""Changes and outages by the address of the workload."""


def read_events(reader: Reader, node: YamlNode | None, inventory: Inventory, frame: Frame, seed: int) -> Events:
    """What happens to each workload."""
    events: Events = {}
    for item in reader.items(node):
        kind = _kind(reader, item)
        if kind is None:
            continue
        known, required = KEYS_OF[kind]
        parts = reader.fields(item, f"the {kind}", (kind, *known), (kind, *required))
        for workload in _workloads(reader, parts.get(kind), inventory):
            changes, outages = events.setdefault(workload.address, ([], []))
            if kind == "outage":
                outages.extend(_outage(reader, parts, frame))
            elif kind == "restart" and "at" not in parts:
                changes.extend(_drawn_restarts(reader, item, parts, frame, key_of(seed, "restart", workload.address)))
            else:
                changes.extend(_changes(reader, kind, parts, frame))
    return events


def with_events(workload: Workload, events: Events) -> Workload:
    """A workload with what happens to it."""
    if workload.address not in events:
        return workload
    changes, outages = events[workload.address]
    return replace(workload, changes=tuple(sorted(changes, key=lambda c: c.at_ms)), outages=tuple(outages))


def edge_with_events(edge: Edge, workloads: Mapping[str, Workload]) -> Edge | None:
    """An edge between workloads to which things happen; None where outages leave nothing of it."""
    source = workloads.get(edge.source.address, edge.source)
    destination = workloads.get(edge.destination.address, edge.destination)
    runs = edge.runs
    for start, end in (*source.outages, *destination.outages):
        runs = without(runs, start, end)
    return replace(edge, source=source, destination=destination, runs=runs) if runs else None


def _kind(reader: Reader, item: YamlNode) -> Kind | None:
    entries = reader.entries(item, "an event")
    found = [kind for kind in KINDS if kind in entries]
    if len(found) == 1:
        return found[0]
    if entries:
        message = f"the event is {' and '.join(found)}" if found else "the event does not say what happens"
        help_text = f"write one of {', '.join(KINDS)} with the workload it happens to"
        reader.problem("DS227", message, item.span, label="one kind", help=help_text)
    return None


def _workloads(reader: Reader, node: YamlNode | None, inventory: Inventory) -> Iterable[Workload]:
    for item in reader.items(node):
        reference = reader.text(item, "the workload")
        if reference == ALL:
            yield from inventory.workloads.values()
        elif reference is not None and (found := find_one(reader, inventory, item, reference)) is not None:
            yield found


def _outage(reader: Reader, parts: Mapping[str, YamlNode], frame: Frame) -> Iterable[tuple[int, int]]:
    start, end = (read_time(reader, parts.get(key), key, frame.anchor_ms) for key in ("from", "to"))
    if start is not None and end is not None:
        if start < end:
            yield start, end
        else:
            help_text = 'an outage is [from, to): "from" is earlier'
            reader.problem("DS208", "the outage ends before it begins", parts["to"].span, help=help_text)


def _changes(
    reader: Reader, kind: Literal["deploy", "scale", "restart"], parts: Mapping[str, YamlNode], frame: Frame
) -> Iterable[Change]:
    version = reader.text(parts.get("image_version"), "the image version")
    pods = reader.whole(parts.get("pods"), "pods", 1, MOST_PODS)
    for item in reader.items(parts.get("at")):
        at_ms = read_time(reader, item, "at", frame.anchor_ms)
        if at_ms is not None:
            yield Change(kind, at_ms, version, pods)


def _drawn_restarts(
    reader: Reader, item: YamlNode, parts: Mapping[str, YamlNode], frame: Frame, key: int
) -> Iterable[Change]:
    """One restart in each `every` from the start of history to the anchor, at a time that the seed draws."""
    if "every" not in parts or is_empty(parts["every"]):
        help_text = 'write "at" with times, or "every" with a span'
        reader.problem("DS202", 'the restart has neither "at" nor "every"', item.span, label="when?", help=help_text)
        return
    every = read_span(reader, parts["every"], "every")
    start = frame.sampling[0].start_ms
    if every is None:
        return
    if (frame.anchor_ms - start) // every > MOST_RESTARTS:
        reader.wrong(parts["every"], "every", f"long enough for at most {MOST_RESTARTS:,} restarts")
        return
    for number, begin in enumerate(range(start, frame.anchor_ms, every)):
        yield Change("restart", min(begin + pick(key, number, every), frame.anchor_ms))
