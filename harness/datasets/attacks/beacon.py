"""Somebody asks for orders: the same few bytes over one edge, again and again after the same time."""

from __future__ import annotations

from harness.datasets.attacks import Effects, Order, raised, written_metrics
from harness.datasets.scenario import Rate

PULSE = {
    "tcp.packets": Rate(6, 0.1),
    "tcp.bytes": Rate(900, 0.02),
    "tcp.new_sockets": Rate(1, 0.0),
}


class Beacon:
    """New edges from `from` to `to` with a point every `every` and hardly any difference between them."""

    name = "beacon"
    summary = "the same few bytes after the same time, over a new edge"
    technique = "T1071"
    keys = ("from", "to", "every")
    required = ("from", "to", "every")
    strength = 0.0
    begins_edges = True

    def effects(self, order: Order) -> Effects:
        """The new edges."""
        names = written_metrics(order.scenario, tuple(PULSE))
        rates = {name: raised(name, order.strength, PULSE[name]) for name in names}
        return Effects(edges=tuple(order.edge(s, t, rates) for s in order.sources for t in order.targets))


ATTACK = Beacon()
