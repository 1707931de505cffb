"""A scenario: what runs in a cluster, who talks to whom, and when; everything that a generator needs to know.

A scenario is a plain value.  It is read from `scenario.yml` (`scenario_file.py`), built by Hypothesis
(`strategies.py`) or written in Python; it never holds points.  Times are milliseconds since the epoch.
"""

from __future__ import annotations

import itertools
from dataclasses import field
from typing import TYPE_CHECKING, Literal, NamedTuple

from harness.datasets.timeline import Run, clipped
from harness.datasets.traffic import Imperfections, Traffic
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harness.datasets.effects import AttackRecord, ExtraContainer, ExtraProcess, Surge

Protocol = Literal["tcp", "udp"]
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
DEFAULT_METRICS = ("tcp.packets", "tcp.bytes", "tcp.new_sockets", "udp.packets", "udp.bytes")
"""What the add-on's input for network metrics publishes, in the order of its streams."""


@frozen
class Stay:
    """Where a workload lives from `since_ms` on; None: from ever."""

    cluster: str
    namespace: str
    since_ms: int | None = None


@frozen
class Node:
    """A worker node: its name is its host name too."""

    name: str
    cluster: str
    zone: str


@frozen
class Change:
    """What happens to the pods of a workload at a time.

    A deploy replaces all of them, with another image version where one is given; a scale sets how many there are; a
    restart replaces one of them, each time the next.
    """

    kind: Literal["deploy", "scale", "restart"]
    at_ms: int
    image_version: str | None = None
    pods: int | None = None


@frozen
class Workload:
    """A workload: its name, where it lives over time, its processes, and the zones that its pods are spread over.

    `paths` are the executables of its processes where they are not the usual ones, `rates` what its processes and
    pods measure, `outages` windows `[from, to)` in which nothing of it has points.
    """

    name: str
    stays: tuple[Stay, ...]
    processes: tuple[str, ...] = ("app",)
    pods: int = 1
    zones: tuple[str, ...] = ("zone-a",)
    environment: str | None = None
    image_version: str | None = None
    kind: str = "deployment"
    image: str | None = None
    paths: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, Rate] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    outages: tuple[tuple[int, int], ...] = ()

    @property
    def address(self) -> str:
        """`cluster/namespace/name`, where it lived first."""
        return f"{self.stays[0].cluster}/{self.stays[0].namespace}/{self.name}"

    def at(self, time_ms: int) -> Stay:
        """Where it lives at a time."""
        return [stay for stay in self.stays if stay.since_ms is None or stay.since_ms <= time_ms][-1]

    @property
    def versions(self) -> tuple[Change, ...]:
        """The deploys that change its image version."""
        return tuple(change for change in self.changes if change.image_version is not None)

    def version_at(self, time_ms: int) -> str | None:
        """Its image version at a time."""
        known = [change.image_version for change in self.versions if change.at_ms <= time_ms]
        return known[-1] if known else self.image_version

    @property
    def most_pods(self) -> int:
        """The largest number of pods that it ever has."""
        return max(self.pods, *(change.pods or 0 for change in self.changes), 0)


@frozen
class Rate:
    """The values of one metric: evenly spread over `mean ± mean × spread`."""

    mean: float
    spread: float = 0.25


@frozen
class Edge:
    """Traffic from a source workload to a destination workload over one protocol, and when it has points.

    `rates` overrides a generator's usual rates by metric name; a metric named here is written even where the scenario
    does not list it.  `lacks` are dimensions that its points do not carry.  `copies` is how often each point is
    written.  `source_process` and `destination_process` narrow it to one process each.  `attack` is the number of the
    attack that it belongs to.
    """

    source: Workload
    destination: Workload
    protocol: Protocol = "tcp"
    runs: tuple[Run, ...] = ()
    rates: Mapping[str, Rate] = field(default_factory=dict)
    lacks: frozenset[str] = frozenset()
    copies: int = 1
    source_process: str | None = None
    destination_process: str | None = None
    attack: int | None = None

    def episodes(self) -> list[Episode]:
        """The timeline cut where either end moves or gets another image; parts without points left out."""
        ends = (self.source, self.destination)
        moves = {stay.since_ms for end in ends for stay in end.stays if stay.since_ms is not None}
        moves |= {change.at_ms for end in ends for change in end.versions}
        bounds = [None, *sorted(moves), None]
        parts = [clipped(self.runs, a, b) for a, b in itertools.pairwise(bounds)]
        return [self._episode(runs) for runs in parts if runs]

    def _episode(self, runs: tuple[Run, ...]) -> Episode:
        time = min(run.start_ms for run in runs)
        source, destination = self.source, self.destination
        versions = (source.version_at(time), destination.version_at(time))
        return Episode(source.at(time), destination.at(time), runs, *versions)


class Episode(NamedTuple):
    """A part of an edge's timeline in which neither end moves."""

    source: Stay
    destination: Stay
    runs: tuple[Run, ...]
    source_version: str | None = None
    destination_version: str | None = None


@frozen
class DetectionWindow:
    """The two windows of a newly-seen detection: `[current, now)` against `[baseline, current)`."""

    name: str
    now_ms: int
    current_ms: int
    baseline_ms: int


@frozen
class About:
    """What the manifest says of a dataset to people."""

    description: str = "Generated by a scenario."
    author: str = "splunk-detection-harness"
    environment: str = "synthetic"
    mitre_technique: tuple[str, ...] = ()


@frozen
class WrittenSeries:
    """Points written by hand: one metric, its dimensions, and a value for each time."""

    metric: str
    dimensions: Mapping[str, str]
    times_ms: tuple[int, ...]
    values: tuple[float, ...]


@frozen
class Scenario:
    """Everything that decides the bytes of a dataset.

    `resolution_ms` is the metric resolution that the add-on was asked for.  `metrics` are written for every edge of
    their protocol, in this order.  `generators` are the sources whose points it stands for; `sampling` is when what
    is always there (nodes, pods, processes) has points; `written` holds points that were written by hand.
    """

    name: str
    anchor_ms: int
    edges: tuple[Edge, ...]
    seed: int = 0
    resolution_ms: int = 10_000
    index: str = "kubernetes_metrics"
    generators: tuple[str, ...] = ("kubernetes_npm",)
    metrics: tuple[str, ...] = DEFAULT_METRICS
    dimensions: Mapping[str, str] = field(default_factory=dict)
    windows: tuple[DetectionWindow, ...] = ()
    about: About = About()
    workloads: tuple[Workload, ...] = ()
    nodes: tuple[Node, ...] = ()
    sampling: tuple[Run, ...] = ()
    traffic: Traffic | None = None
    imperfections: Imperfections = Imperfections()
    attacks: tuple[AttackRecord, ...] = ()
    surges: tuple[Surge, ...] = ()
    processes: tuple[ExtraProcess, ...] = ()
    containers: tuple[ExtraContainer, ...] = ()
    written: tuple[WrittenSeries, ...] = ()

    @property
    def anchor(self) -> float:
        """The `now` that the scenario was written for, in epoch seconds."""
        return self.anchor_ms / 1000

    def detection_windows(self) -> tuple[DetectionWindow, ...]:
        """The declared windows, or the last hour against the 30 days before it."""
        if self.windows:
            return self.windows
        now = self.anchor_ms
        return (DetectionWindow("last hour", now, now - HOUR_MS, now - 30 * DAY_MS),)
