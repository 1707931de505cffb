"""Somebody brings their own: a container of an image that the cluster never ran."""

from __future__ import annotations

from harness.datasets.attacks import Effects, Order
from harness.datasets.effects import ExtraContainer

IMAGE, TAG = "docker.io/library/toolbox", "latest"


class UnseenImage:
    """A container of `image`, in a pod of its own beside a pod of each of the workloads."""

    name = "unseen_image"
    summary = "a container of an image that never ran here"
    technique = "T1610"
    keys = ("workload", "image", "tag")
    required = ("workload",)
    strength = 0.0
    begins_edges = False

    def effects(self, order: Order) -> Effects:
        """The containers."""
        image, tag = order.texts.get("image", IMAGE), order.texts.get("tag", TAG)
        name = image.rpartition("/")[2].partition(":")[0]
        pods = [pod for workload in order.victims if (pod := order.pod(workload))]
        return Effects(
            containers=tuple(
                ExtraContainer(order.number, pod.node, pod.stay, name, image, tag, order.runs) for pod in pods
            )
        )


ATTACK = UnseenImage()
