"""What attacks do to a scenario: they make signals stronger, and they add edges, processes and containers.

An effect carries the number of its attack, so that the ground truth can say which points belong to which attack.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harness.datasets.scenario import Node, Rate, Stay
    from harness.datasets.timeline import Run


@frozen
class AttackRecord:
    """An attack as the ground truth names it; it lasts `[onset_ms, end_ms)`."""

    kind: str
    name: str
    technique: str
    onset_ms: int
    end_ms: int
    strength: float


@frozen
class Surge:
    """Every series of `metrics` whose dimensions are `where` is `strength` deviations above the mean of its signal.

    The mean and the standard deviation are those of the points that no surge touches.
    """

    attack: int
    metrics: frozenset[str]
    where: Mapping[str, frozenset[str]]
    start_ms: int
    end_ms: int
    strength: float

    def touches(self, metric: str, dimensions: Mapping[str, object]) -> bool:
        """Whether a series is meant."""
        return metric in self.metrics and all(
            str(dimensions.get(name)) in values for name, values in self.where.items()
        )


@frozen
class ExtraProcess:
    """A process that no workload declares, on one node."""

    attack: int
    node: Node
    name: str
    path: str
    runs: tuple[Run, ...]
    rates: Mapping[str, Rate] = field(default_factory=dict)
    owner: str = "root"


@frozen
class ExtraContainer:
    """A container that no workload declares, in a pod of its own on one node."""

    attack: int
    node: Node
    stay: Stay
    name: str
    image: str
    tag: str
    runs: tuple[Run, ...]
