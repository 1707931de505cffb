"""Generators: one file per source of data, found by the name that a scenario gives.

A generator says which time series a scenario stands for; turning series into points, lines and files is the same for
all of them.  A module here becomes a generator by defining `GENERATOR`.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import field
from typing import TYPE_CHECKING, Literal, Protocol

from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from harness.datasets.effects import Surge
    from harness.datasets.scenario import Rate, Scenario
    from harness.datasets.timeline import Run

DimensionValue = str | int
"""A dimension as the source writes it to JSON; as a dimension it is text."""

Follows = Literal["volume", "loss", "latency", "steady"]
"""What a metric goes with: how much is going on, how much of it is lost, what that costs in time, or nothing."""


@frozen
class Metric:
    """One metric of a source: whose edges have it, what it usually measures, and whether it counts whole things.

    `dimensions` are its own, on every point.  `spread` is how far values usually lie around the mean, in parts of it;
    `most` is the largest value that there can be.  `counts`: the source keeps a total of it.
    """

    protocol: str
    mean: float
    whole: bool = True
    dimensions: Mapping[str, str] = field(default_factory=dict)
    follows: Follows = "volume"
    spread: float = 0.25
    counts: bool = False
    most: float | None = None


@frozen
class SeriesPlan:
    """One time series to generate: its metric, its dimensions, when it has points and what they measure.

    Series of one `group` rise and fall together where the scenario has traffic.  `counts`: the source keeps a total,
    which a scenario may ask for.  `attack` is the number of the attack that the whole series belongs to.
    """

    metric: str
    dimensions: Mapping[str, DimensionValue]
    runs: tuple[Run, ...]
    rate: Rate
    whole: bool = True
    copies: int = 1
    group: tuple[str, ...] = ()
    follows: Follows = "volume"
    counts: bool = False
    most: float | None = None
    attack: int | None = None
    surges: tuple[Surge, ...] = ()


class Generator(Protocol):
    """How one source of metrics turns a scenario into time series.

    `identity` names the dimensions that tell the things it measures from each other; ground truth is written by them.
    """

    name: str
    source: str
    sourcetype: str
    identity: Sequence[str]

    def metric_names(self) -> Sequence[str]:
        """The metrics that the source can write."""
        ...

    def usual_metrics(self) -> Sequence[str]:
        """The metrics that it writes unless a scenario names others."""
        ...

    def dimension_names(self) -> Sequence[str]:
        """The dimensions that the source can write."""
        ...

    def metric(self, name: str) -> Metric:
        """One of its metrics."""
        ...

    def protocol_of(self, metric: str) -> str:
        """The protocol whose edges have this metric; nothing where it is not about edges."""
        ...

    def series(self, scenario: Scenario) -> Iterable[SeriesPlan]:
        """The time series of a scenario, in the order in which they are written."""
        ...


def generator_names() -> list[str]:
    """The names of all generators."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def find_generator(name: str) -> Generator:
    """The generator of this name.

    Raises: KeyError where there is none.
    """
    if name not in generator_names():
        raise KeyError(name)
    generator: Generator = importlib.import_module(f"{__name__}.{name}").GENERATOR
    return generator


def find_metric(name: str) -> Metric:
    """The metric of this name, whichever source writes it.

    Raises: KeyError where none does.
    """
    for generator in map(find_generator, generator_names()):
        if name in generator.metric_names():
            return generator.metric(name)
    raise KeyError(name)
