"""Hypothesis strategies for network data: topologies, timelines with a taste for boundaries, and whole scenarios.

Use them to try a newly-seen detection on data that nobody thought of:

    @given(scenarios())
    def test_finds_exactly_the_new_edges(scenario: Scenario) -> None:
        assert found_by_the_detection(scenario) == new_edges(scenario, scenario.anchor)

Times are whole seconds, because metric indexes cut them to seconds unless told otherwise.  Importing this module
imports Hypothesis; importing `harness.datasets` does not.
"""

from __future__ import annotations

from hypothesis import strategies as st

from harness.datasets.scenario import DAY_MS, HOUR_MS, Edge, Protocol, Scenario, Stay, Workload
from harness.datasets.timeline import Run, without
from harness.frozen import frozen

ANCHOR_MS = 1_729_166_400_000
"""2024-10-17T12:00:00Z, the `now` of generated scenarios."""
BASELINE_MS = 30 * DAY_MS
SECOND_MS = 1000
IDENTITY_DIMENSIONS = ("k8s.cluster.name", "source.workload.name", "dest.workload.name")
NAMES = ("cart", "checkout", "Cart", "orders-db", "a", "*", "(unknown)", "true", "7", "name with blanks", "größe")
CLUSTERS = ("prod-eu", "prod-us", "False")


@frozen
class Windows:
    """The widths of the two windows of a newly-seen detection, in milliseconds, and its `now`."""

    now_ms: int = ANCHOR_MS
    current_ms: int = HOUR_MS
    baseline_ms: int = BASELINE_MS

    @property
    def bounds(self) -> tuple[int, int, int]:
        """The start of the baseline, the start of the current window, and now."""
        return self.now_ms - self.baseline_ms, self.now_ms - self.current_ms, self.now_ms


DEFAULT_WINDOWS = Windows()


def boundary_times(windows: Windows = DEFAULT_WINDOWS) -> st.SearchStrategy[int]:
    """Milliseconds on the bounds of the windows, one second beside them, and anywhere around them."""
    start, current, now = windows.bounds
    edges = [bound + beside for bound in windows.bounds for beside in (-SECOND_MS, 0, SECOND_MS)]
    anywhere = st.integers((start - DAY_MS) // SECOND_MS, (now + HOUR_MS) // SECOND_MS).map(lambda s: s * SECOND_MS)
    recent = st.integers(current // SECOND_MS, now // SECOND_MS).map(lambda s: s * SECOND_MS)
    return st.one_of(st.sampled_from(edges), anywhere, recent)


def timelines(windows: Windows = DEFAULT_WINDOWS, most_points: int = 8) -> st.SearchStrategy[tuple[Run, ...]]:
    """Timelines of an edge: single points, an evenly spaced run, or a run with a gap; never empty."""
    times = boundary_times(windows)
    points = st.lists(times, min_size=1, max_size=4, unique=True).map(
        lambda found: tuple(Run(time) for time in sorted(found))
    )
    steps = st.sampled_from([10, 300, 3600, 86_400, 5 * 86_400]).map(lambda seconds: seconds * SECOND_MS)
    runs = st.builds(Run, times, steps, st.integers(1, most_points)).map(lambda run: (run,))
    gaps = st.builds(_with_gap, runs, times, times)
    return st.one_of(points, runs, gaps)


def topologies(most_workloads: int = 6, most_clusters: int = 2) -> st.SearchStrategy[tuple[Workload, ...]]:
    """Workloads in a few clusters and namespaces; names repeat across clusters, and some are awkward."""
    workload = st.builds(
        _workload,
        cluster=st.sampled_from(CLUSTERS[:most_clusters]),
        namespace=st.sampled_from(["shop", "data"]),
        name=st.sampled_from(NAMES),
        processes=st.sampled_from([("app",), ("java", "envoy")]),
        pods=st.integers(1, 2),
    )
    unique = st.lists(workload, min_size=1, max_size=most_workloads, unique_by=lambda found: found.address)
    return unique.map(tuple)


def edges(
    workloads: tuple[Workload, ...], windows: Windows = DEFAULT_WINDOWS, *, complete: bool = False
) -> st.SearchStrategy[Edge]:
    """An edge between two of these workloads; `complete`: no point lacks a dimension."""
    protocols: list[Protocol] = ["tcp", "tcp", "tcp", "udp"]
    lacks = st.nothing() if complete else st.sampled_from(IDENTITY_DIMENSIONS).map(lambda name: frozenset({name}))
    return st.builds(
        Edge,
        source=st.sampled_from(workloads),
        destination=st.sampled_from(workloads),
        protocol=st.sampled_from(protocols),
        runs=timelines(windows),
        lacks=st.one_of(st.just(frozenset[str]()), st.just(frozenset[str]()), lacks),
        copies=st.sampled_from([1, 1, 2]),
    )


@st.composite
def scenarios(
    draw: st.DrawFn,
    windows: Windows = DEFAULT_WINDOWS,
    most_edges: int = 8,
    *,
    complete: bool = False,
    moves: bool = True,
) -> Scenario:
    """Whole scenarios: a topology, edges with timelines around the bounds, workloads that move.

    `complete` leaves out points that lack a dimension; `moves` False leaves every workload where it is.
    """
    workloads = draw(topologies())
    if moves:
        workloads = tuple(draw(_maybe_moved(workload, windows)) for workload in workloads)
    found = draw(st.lists(edges(workloads, windows, complete=complete), min_size=1, max_size=most_edges))
    return Scenario(
        name="drawn",
        anchor_ms=windows.now_ms,
        edges=tuple(found),
        seed=draw(st.integers(0, 2**63 - 1)),
        metrics=draw(st.sampled_from([("tcp.packets", "udp.packets"), ("udp.packets", "tcp.packets", "tcp.bytes")])),
    )


def _maybe_moved(workload: Workload, windows: Windows) -> st.SearchStrategy[Workload]:
    stay = st.builds(Stay, st.sampled_from(CLUSTERS[:2]), st.just("elsewhere"), boundary_times(windows))
    moved = stay.map(lambda later: _at(workload, later))
    return st.one_of(st.just(workload), st.just(workload), moved)


def _at(workload: Workload, later: Stay) -> Workload:
    stays = (*workload.stays, later)
    return Workload(workload.name, stays, workload.processes, workload.pods, workload.zones)


def _workload(cluster: str, namespace: str, name: str, processes: tuple[str, ...], pods: int) -> Workload:
    return Workload(name, (Stay(cluster, namespace),), processes, pods, (f"{cluster}-a", f"{cluster}-b"))


def _with_gap(runs: tuple[Run, ...], one: int, other: int) -> tuple[Run, ...]:
    return without(runs, min(one, other), max(one, other)) or runs
