"""Somebody computes at our cost: a process that takes far more CPU than processes do."""

from __future__ import annotations

from harness.datasets.attacks import Effects, Order, raised
from harness.datasets.effects import ExtraProcess
from harness.datasets.placement import workload_processes

METRIC = "process.cpu.utilization"
MINER = "xmrig"


class Miner:
    """The CPU of a process rises: of one that the workloads declare, or of a new one on the node of a pod of each."""

    name = "miner"
    summary = "CPU far above the mean, of a known process or of a new one"
    technique = "T1496"
    keys = ("workload", "process", "path")
    required = ("workload",)
    strength = 20.0
    begins_edges = False

    def effects(self, order: Order) -> Effects:
        """A surge of known processes, or new processes."""
        name = order.texts.get("process", MINER)
        known = [workload for workload in order.victims if name in workload.processes]
        surges = [
            order.surge(
                [METRIC],
                {
                    "k8s.cluster.name": [process.node.cluster],
                    "host.name": [process.node.name],
                    "process.pid": [str(process.pid)],
                },
            )
            for workload in known
            for process in workload_processes(order.scenario, workload)
            if process.name == name
        ]
        path = order.texts.get("path", f"/tmp/.cache/{name}")  # noqa: S108 - of the attacker
        rates = {METRIC: raised(METRIC, order.strength)}
        pods = [pod for workload in order.victims if workload not in known and (pod := order.pod(workload))]
        new = [ExtraProcess(order.number, pod.node, name, path, order.runs, rates) for pod in pods]
        return Effects(surges=tuple(surges), processes=tuple(new))


ATTACK = Miner()
