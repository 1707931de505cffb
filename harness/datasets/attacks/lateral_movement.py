"""Somebody moves from workload to workload: edges over TCP that were never there."""

from __future__ import annotations

from harness.datasets.attacks import Effects, Order, raised
from harness.datasets.generators import find_metric


class LateralMovement:
    """New edges from each workload of `from` to each of `to`; stronger than an ordinary edge by `strength`."""

    name = "lateral_movement"
    summary = "new edges between workloads that never talked to each other"
    technique = "T1021"
    keys = ("from", "to")
    required = ("from", "to")
    strength = 0.0
    begins_edges = True

    def effects(self, order: Order) -> Effects:
        """The new edges."""
        metrics = [name for name in order.scenario.metrics if find_metric(name).protocol == "tcp"]
        rates = {name: raised(name, order.strength) for name in metrics} if order.strength else {}
        return Effects(edges=tuple(order.edge(s, t, rates) for s in order.sources for t in order.targets))


ATTACK = LateralMovement()
