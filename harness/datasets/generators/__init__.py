"""Generators: one file per source of data, found by the name that a scenario gives.

A generator says which time series a scenario stands for; turning series into points, lines and files is the same for
all of them.  A module here becomes a generator by defining `GENERATOR`.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Protocol

from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from harness.datasets.scenario import Rate, Scenario
    from harness.datasets.timeline import Run

DimensionValue = str | int
"""A dimension as the source writes it to JSON; as a dimension it is text."""


@frozen
class SeriesPlan:
    """One time series to generate: its metric, its dimensions, when it has points and what they measure."""

    metric: str
    dimensions: Mapping[str, DimensionValue]
    runs: tuple[Run, ...]
    rate: Rate
    whole: bool = True
    copies: int = 1


class Generator(Protocol):
    """How one source of metrics turns a scenario into time series."""

    name: str
    source: str
    sourcetype: str

    def metric_names(self) -> Sequence[str]:
        """The metrics that the source can write."""
        ...

    def dimension_names(self) -> Sequence[str]:
        """The dimensions that the source can write."""
        ...

    def protocol_of(self, metric: str) -> str:
        """The protocol whose edges have this metric."""
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
