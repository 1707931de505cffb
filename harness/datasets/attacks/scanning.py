"""Somebody looks around: from one workload to many others, with little traffic to each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.attacks import Effects, Order, raised, written_metrics
from harness.datasets.hashing import key_of, pick
from harness.datasets.scenario import Rate

if TYPE_CHECKING:
    from harness.datasets.scenario import Workload

PROBE = {
    "tcp.packets": Rate(4, 0.5),
    "tcp.bytes": Rate(240, 0.5),
    "tcp.new_sockets": Rate(2, 0.5),
    "tcp.resets": Rate(2, 0.5),
    "tcp.syn_timeouts": Rate(2, 0.5),
}
USUAL_FAN_OUT = 10


class Scanning:
    """New edges with a few small packets each: to all of `to`, or to `fan_out` workloads that the seed draws."""

    name = "scanning"
    summary = "one workload reaches for many others (fan-out)"
    technique = "T1046"
    keys = ("from", "to", "fan_out")
    required = ("from",)
    strength = 0.0
    begins_edges = True

    def effects(self, order: Order) -> Effects:
        """The new edges."""
        names = written_metrics(order.scenario, tuple(PROBE))
        rates = {name: raised(name, order.strength, PROBE[name]) for name in names}
        pairs = [(source, target) for source in order.sources for target in _targets(order, source)]
        return Effects(edges=tuple(order.edge(source, target, rates) for source, target in pairs))


def _targets(order: Order, source: Workload) -> tuple[Workload, ...]:
    """The declared targets, or workloads of the source's cluster that it does not talk to, in drawn order."""
    if order.targets:
        return order.targets
    key = key_of(order.scenario.seed, "scanning", str(order.number), source.address)
    near = [
        workload
        for workload in order.scenario.workloads
        if workload.stays[0].cluster == source.stays[0].cluster and workload.address != source.address
    ]
    strangers = [workload for workload in near if not order.is_known(source, workload)]
    strangers.sort(key=lambda workload: pick(key, key_of(0, workload.address), 2**63))
    return tuple(strangers[: order.fan_out or USUAL_FAN_OUT])


ATTACK = Scanning()
