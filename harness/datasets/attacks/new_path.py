"""Somebody runs a copy: a process that is called like a known one, from a path where it never was."""

from __future__ import annotations

from harness.datasets.attacks import Effects, Order, raised
from harness.datasets.effects import ExtraProcess

METRIC = "process.cpu.utilization"


class NewPath:
    """A process called `process` (the first of each workload unless said), from `path`, on the node of a pod."""

    name = "new_path"
    summary = "a known process from a path where it never was"
    technique = "T1036.005"
    keys = ("workload", "process", "path")
    required = ("workload",)
    strength = 0.0
    begins_edges = False

    def effects(self, order: Order) -> Effects:
        """The processes."""
        rates = {METRIC: raised(METRIC, order.strength)}
        found = []
        for workload in order.victims:
            name = order.texts.get("process", workload.processes[0])
            path = order.texts.get("path", f"/tmp/{name}")  # noqa: S108 - of the attacker
            pod = order.pod(workload)
            if pod is not None:
                found.append(ExtraProcess(order.number, pod.node, name, path, order.runs, rates))
        return Effects(processes=tuple(found))


ATTACK = NewPath()
