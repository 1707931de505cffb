"""Somebody types: a shell runs on the worker node that a pod is on."""

from __future__ import annotations

from harness.datasets.attacks import Effects, Order, raised
from harness.datasets.effects import ExtraProcess
from harness.datasets.placement import usual_path

METRIC = "process.cpu.utilization"


class Shell:
    """A shell (`sh` unless `process` says otherwise) on the node of a pod of each of the workloads."""

    name = "shell"
    summary = "a shell on a worker node"
    technique = "T1059.004"
    keys = ("workload", "process", "path")
    required = ("workload",)
    strength = 0.0
    begins_edges = False

    def effects(self, order: Order) -> Effects:
        """The shells."""
        name = order.texts.get("process", "sh")
        path = order.texts.get("path", usual_path(name))
        rates = {METRIC: raised(METRIC, order.strength)}
        pods = [pod for workload in order.victims if (pod := order.pod(workload))]
        return Effects(
            processes=tuple(ExtraProcess(order.number, pod.node, name, path, order.runs, rates) for pod in pods)
        )


ATTACK = Shell()
