"""Newly seen edges in plain Python: what a detection must answer, written so that it can be checked by reading.

No engine, no SPL, no shared code with either: a set of the current window minus a set of the baseline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from harness.datasets.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HOUR_S = 3600.0
BASELINE_S = 30 * 86_400.0


class ObservedEdge(NamedTuple):
    """A workload pair as points name it."""

    cluster: str
    source: str
    destination: str


def new_edges(
    data: Iterable[Mapping[str, Any]] | Scenario,
    now: float,
    window_s: float = HOUR_S,
    baseline_s: float = BASELINE_S,
    *,
    metric: str = "tcp.packets",
    across_clusters: bool = False,
) -> frozenset[ObservedEdge]:
    """The edges with a point in `[now - window_s, now)` and none in `[now - baseline_s, now - window_s)`.

    Input: points as dicts (`_time`, `metrics`, `dims`), or a scenario, whose points are then generated.  Only points
    of `metric` count.  With `across_clusters` a pair that the baseline has in any cluster, or without a cluster, is
    known everywhere.
    """
    start = now - window_s
    current: set[ObservedEdge] = set()
    known: set[tuple[str | None, str, str]] = set()
    for point in _points(data):
        if metric not in point["metrics"]:
            continue
        dims = point["dims"]
        cluster, source = dims.get("k8s.cluster.name"), dims.get("source.workload.name")
        destination = dims.get("dest.workload.name")
        if source is None or destination is None:
            continue
        if start <= point["_time"] < now and cluster is not None:
            current.add(ObservedEdge(cluster, source, destination))
        if now - baseline_s <= point["_time"] < start:
            known.add((None if across_clusters else cluster, source, destination))
    return frozenset(e for e in current if (None if across_clusters else e.cluster, *e[1:]) not in known)


def _points(data: Iterable[Mapping[str, Any]] | Scenario) -> Iterable[Mapping[str, Any]]:
    if isinstance(data, Scenario):
        from harness.datasets.generation import generate

        return generate(data).point_dicts()
    return data
