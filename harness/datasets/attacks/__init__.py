"""Attacks: one file per kind, found by its name.

An attack says what it does to a scenario (new edges, stronger signals, other processes and containers); when it does
it and how strongly is read for all of them in the same way.  A module here becomes an attack by defining `ATTACK`.

Strength is a number of standard deviations.  Where an attack makes a signal stronger that is there anyway, they are
those of the signal's own points outside attacks.  Where it begins a signal, they are those that the metric usually
has: nobody has seen this signal before.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from harness.datasets.effects import ExtraContainer, ExtraProcess, Surge
from harness.datasets.generators import find_metric
from harness.datasets.placement import pods_of
from harness.datasets.scenario import Edge, Rate, Scenario, Workload
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from harness.datasets.placement import Pod
    from harness.datasets.timeline import Run

ROOT_OF_3 = 1.7320508075688772
"""A metric's values are evenly spread over mean ± mean × spread, so their deviation is mean × spread over this."""


@frozen
class Order:
    """One attack as a scenario asks for it.

    `scenario` is what it attacks; `runs` are the times at which new signals have points; `texts` are the keys of its
    own that are texts.
    """

    number: int
    scenario: Scenario
    start_ms: int
    end_ms: int
    strength: float
    runs: tuple[Run, ...]
    sources: tuple[Workload, ...] = ()
    targets: tuple[Workload, ...] = ()
    victims: tuple[Workload, ...] = ()
    fan_out: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    def surge(self, metrics: Sequence[str], where: Mapping[str, Sequence[str]]) -> Surge:
        """Makes every series of these metrics and dimensions stronger while the attack lasts."""
        values = {name: frozenset(found) for name, found in where.items()}
        return Surge(self.number, frozenset(metrics), values, self.start_ms, self.end_ms, self.strength)

    def edge(self, source: Workload, target: Workload, rates: Mapping[str, Rate]) -> Edge:
        """A new edge over TCP while the attack lasts."""
        return Edge(source, target, "tcp", self.runs, rates, attack=self.number)

    def is_known(self, source: Workload, target: Workload) -> bool:
        """Whether the scenario has traffic over TCP between two workloads without any attack."""
        ends = (source.address, target.address)
        return any(
            edge.protocol == "tcp" and edge.attack is None and (edge.source.address, edge.destination.address) == ends
            for edge in self.scenario.edges
        )

    def pod(self, workload: Workload) -> Pod | None:
        """A pod of a workload that lives when the attack begins; None where there is none."""
        for pod in pods_of(self.scenario, workload):
            began = pod.since_ms is None or pod.since_ms <= self.start_ms
            if began and (pod.until_ms is None or pod.until_ms > self.start_ms):
                return pod
        return None


@frozen
class Effects:
    """What an attack does to a scenario."""

    edges: tuple[Edge, ...] = ()
    surges: tuple[Surge, ...] = ()
    processes: tuple[ExtraProcess, ...] = ()
    containers: tuple[ExtraContainer, ...] = ()


class Attack(Protocol):
    """One kind of attack.

    `keys` are the keys of its own in a scenario, `required` those of them that it must have; `strength` is what it
    has unless a scenario says otherwise; `begins_edges` that its edges must be new.
    """

    name: str
    summary: str
    technique: str
    keys: Sequence[str]
    required: Sequence[str]
    strength: float
    begins_edges: bool

    def effects(self, order: Order) -> Effects:
        """What it does."""
        ...


def raised(metric: str, strength: float, base: Rate | None = None) -> Rate:
    """The usual rate of a metric, with its mean so many of its standard deviations higher."""
    declared = find_metric(metric)
    usual = base or Rate(declared.mean, declared.spread)
    width = usual.mean * usual.spread
    mean = usual.mean + strength * width / ROOT_OF_3
    return Rate(mean, width / mean if mean else 0.0)


def written_metrics(scenario: Scenario, names: Sequence[str]) -> tuple[str, ...]:
    """Those of these network metrics that every edge over TCP of a scenario has."""
    return tuple(name for name in names if name in scenario.metrics)


def attack_names() -> list[str]:
    """The names of all attacks."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def find_attack(name: str) -> Attack:
    """The attack of this name.

    Raises: KeyError where there is none.
    """
    if name not in attack_names():
        raise KeyError(name)
    attack: Attack = importlib.import_module(f"{__name__}.{name}").ATTACK
    return attack
