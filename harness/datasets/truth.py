"""The ground truth of a scenario: which edges there are, when they were seen, and which are new in which window.

It is computed from the declaration, by arithmetic on timelines, and never from generated points; so a test that
compares the two checks the generator, and a test that compares a detection with the truth checks the detection.

An edge here is (cluster, source workload, destination workload, protocol).  Edges whose points lack one of these
names can be seen by nobody who groups by them: they are listed with what they lack and are never new.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any, NamedTuple

from harness.datasets.attack_truth import AttackTruth, attack_truth
from harness.datasets.generation import render_json, render_seconds
from harness.datasets.timeline import Run, has_point, runs_of
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from harness.datasets.scenario import DetectionWindow, Edge, Scenario, WrittenSeries

EDGE_SOURCE = "kubernetes_npm"
NAMES = {"cluster": "k8s.cluster.name", "source": "source.workload.name", "destination": "dest.workload.name"}


class EdgeKey(NamedTuple):
    """What tells one edge from another; None for a name that its points lack."""

    cluster: str | None
    source: str | None
    destination: str | None
    protocol: str

    @property
    def is_complete(self) -> bool:
        """Whether no name is missing."""
        return None not in self

    @property
    def pair(self) -> tuple[str | None, str | None, str]:
        """The edge without its cluster."""
        return self.source, self.destination, self.protocol


@frozen
class EdgeTruth:
    """One edge and everything that is declared about when it has points."""

    key: EdgeKey
    runs: tuple[Run, ...]

    @property
    def first_seen_ms(self) -> int:
        """The time of its first point."""
        return min(run.start_ms for run in self.runs)

    @property
    def last_seen_ms(self) -> int:
        """The time of its last point."""
        return max(run.last_ms for run in self.runs)


@frozen
class NewEdge:
    """An edge that is new in a window; `known_in` are other clusters whose baseline has the same pair.

    A detection that forgets the cluster in its baseline does not see an edge with a `known_in` as new.
    """

    key: EdgeKey
    known_in: tuple[str | None, ...] = ()


@frozen
class Truth:
    """The edges of a scenario in the order of their keys, the new ones of each detection window, and its attacks."""

    anchor_ms: int
    edges: tuple[EdgeTruth, ...]
    new: tuple[tuple[DetectionWindow, tuple[NewEdge, ...]], ...] = field(default=())
    attacks: tuple[AttackTruth, ...] = ()


def truth_of(scenario: Scenario) -> Truth:
    """The ground truth of a scenario."""
    found: dict[EdgeKey, list[Run]] = {}
    for edge in scenario.edges if EDGE_SOURCE in scenario.generators else ():
        for key, runs in identities(edge):
            found.setdefault(key, []).extend(runs)
    for written, times in _written_times(scenario).items():
        found.setdefault(written, []).extend(runs_of(times))
    edges = tuple(EdgeTruth(key, tuple(sorted(found[key]))) for key in sorted(found, key=_sortable))
    windows = scenario.detection_windows()
    new = tuple((window, new_in(edges, window)) for window in windows)
    return Truth(scenario.anchor_ms, edges, new, attack_truth(scenario))


def identities(edge: Edge) -> Iterable[tuple[EdgeKey, tuple[Run, ...]]]:
    """The keys under which an edge appears over time: more than one where its source changes cluster."""
    for episode in edge.episodes():
        names = {"cluster": episode.source.cluster, "source": edge.source.name, "destination": edge.destination.name}
        kept = {part: None if NAMES[part] in edge.lacks else name for part, name in names.items()}
        yield EdgeKey(**kept, protocol=edge.protocol), episode.runs


def _written_times(scenario: Scenario) -> dict[EdgeKey, set[int]]:
    """When each edge that is written by hand has points, whatever they measure."""
    times: dict[EdgeKey, set[int]] = {}
    for series in scenario.written:
        key = written_identity(series)
        if key is not None:
            times.setdefault(key, set()).update(series.times_ms)
    return times


def written_identity(series: WrittenSeries) -> EdgeKey | None:
    """The edge that points written by hand are about; None where they are about something else."""
    protocol = series.metric.partition(".")[0]
    names = {part: series.dimensions.get(name) for part, name in NAMES.items()}
    is_edge = protocol in ("tcp", "udp") and (names["source"] is not None or names["destination"] is not None)
    return EdgeKey(**names, protocol=protocol) if is_edge else None


def new_in(edges: Iterable[EdgeTruth], window: DetectionWindow) -> tuple[NewEdge, ...]:
    """The complete edges with a point in the current window and none in the baseline."""
    current, known = set(), set()
    for edge in edges:
        if edge.key.is_complete and has_point(edge.runs, window.current_ms, window.now_ms):
            current.add(edge.key)
        if has_point(edge.runs, window.baseline_ms, window.current_ms):
            known.add(edge.key)
    elsewhere: dict[tuple[str | None, str | None, str], list[EdgeKey]] = {}
    for key in sorted(known, key=_sortable):
        elsewhere.setdefault(key.pair, []).append(key)
    return tuple(
        NewEdge(key, tuple(other.cluster for other in elsewhere.get(key.pair, ())))
        for key in sorted(current - known, key=_sortable)
    )


def render_truth(truth: Truth) -> str:
    """The truth as JSON, one edge a line; times are epoch seconds, `active` holds `[first, last, points]`.

    Attacks are named only where there are any, one line for each metric and thing that they touch.
    """
    edges = [render_json(_edge_dict(edge)) for edge in truth.edges]
    new = [_window_text(window, found) for window, found in truth.new]
    anchor = render_seconds(truth.anchor_ms)
    attacks = [render_json(_attack_dict(row)) for row in truth.attacks]
    more = f',\n"attacks":[\n{_lines(attacks)}]' if attacks else ""
    return f'{{"anchor":{anchor},\n"edges":[\n{_lines(edges)}],\n"new":[\n{_lines(new)}]{more}}}\n'


def _window_text(window: DetectionWindow, found: Iterable[NewEdge]) -> str:
    bounds = {"now": window.now_ms, "current": window.current_ms, "baseline": window.baseline_ms}
    head = render_json({"name": window.name, **{name: _seconds(time) for name, time in bounds.items()}})[:-1]
    edges = [render_json({**new.key._asdict(), "known_in": new.known_in}) for new in found]
    return f'{head},"edges":[\n{_lines(edges)}]}}'


def _attack_dict(row: AttackTruth) -> dict[str, Any]:
    attack = row.attack
    return {
        "attack": attack.kind,
        "name": attack.name,
        "technique": attack.technique,
        "onset": _seconds(attack.onset_ms),
        "end": _seconds(attack.end_ms),
        "strength": attack.strength,
        "metric": row.metric,
        "dimensions": dict(row.dimensions),
        "new": row.new,
        "first": _seconds(row.first_ms),
        "last": _seconds(row.last_ms),
        "points": row.points,
    }


def _edge_dict(edge: EdgeTruth) -> dict[str, Any]:
    active = [[_seconds(run.start_ms), _seconds(run.last_ms), run.count] for run in edge.runs]
    seen = {"first_seen": _seconds(edge.first_seen_ms), "last_seen": _seconds(edge.last_seen_ms)}
    return {**edge.key._asdict(), **seen, "active": active}


def _seconds(time_ms: int) -> int | float:
    return time_ms // 1000 if time_ms % 1000 == 0 else time_ms / 1000


def _lines(items: Iterable[str]) -> str:
    text = ",\n".join(items)
    return f"{text}\n" if text else ""


def _sortable(key: EdgeKey) -> tuple[str, ...]:
    return tuple(part or "" for part in key)
