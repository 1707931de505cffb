"""Somebody takes data away: far more bytes than usual over an edge, and out of the pods of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.attacks import Effects, Order, raised, written_metrics
from harness.datasets.placement import pods_of

if TYPE_CHECKING:
    from harness.datasets.effects import Surge
    from harness.datasets.scenario import Edge, Workload

CARRIED = ("tcp.bytes", "tcp.packets")
POD_METRIC = "k8s.pod.network.io"


class Exfiltration:
    """Bytes and packets from `from` to `to` rise, and with them what the pods transmit and receive.

    An edge that is not there yet begins with the attack.
    """

    name = "exfiltration"
    summary = "bytes far above the mean, over an edge and out of its pods"
    technique = "T1048"
    keys = ("from", "to")
    required = ("from", "to")
    strength = 8.0
    begins_edges = False

    def effects(self, order: Order) -> Effects:
        """New edges, or surges of known ones; surges of the pods at both ends."""
        pairs = [(source, target) for source in order.sources for target in order.targets]
        known = [pair for pair in pairs if order.is_known(*pair)]
        edges = tuple(_new_edge(order, *pair) for pair in pairs if pair not in known)
        surges = [_edge_surge(order, *pair) for pair in known]
        if "kubernetes_pods" in order.scenario.generators:
            surges += [_pod_surge(order, workload, "transmit") for workload in order.sources]
            surges += [_pod_surge(order, workload, "receive") for workload in order.targets]
        return Effects(edges=edges, surges=tuple(surges))


def _new_edge(order: Order, source: Workload, target: Workload) -> Edge:
    rates = {name: raised(name, order.strength) for name in written_metrics(order.scenario, CARRIED)}
    return order.edge(source, target, rates)


def _edge_surge(order: Order, source: Workload, target: Workload) -> Surge:
    where = {
        "k8s.cluster.name": [stay.cluster for stay in source.stays],
        "source.workload.name": [source.name],
        "source.namespace.name": [stay.namespace for stay in source.stays],
        "dest.workload.name": [target.name],
        "dest.namespace.name": [stay.namespace for stay in target.stays],
    }
    return order.surge(CARRIED, where)


def _pod_surge(order: Order, workload: Workload, direction: str) -> Surge:
    pods = [pod.name for pod in pods_of(order.scenario, workload)]
    clusters = [stay.cluster for stay in workload.stays]
    where = {"k8s.cluster.name": clusters, "k8s.pod.name": pods, "direction": [direction]}
    return order.surge([POD_METRIC], where)


ATTACK = Exfiltration()
