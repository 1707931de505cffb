"""Presets: whole clusters under a name, one file each, found by it.

A preset says which workloads there are and who talks to whom; when they do, and where they live, a scenario's
`topology` says.  A module here becomes a preset by defining `PRESET`.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, NamedTuple, Protocol

from harness.datasets.scenario import Workload
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.datasets.scenario import Protocol as NetworkProtocol


@frozen
class Layout:
    """What a topology says of itself: how many workloads, where they live, how many pods each has unless it differs."""

    seed: int
    cluster: str
    zones: tuple[str, ...]
    workloads: int | None = None
    namespaces: int | None = None
    pods: int | None = None


class Link(NamedTuple):
    """Traffic between two workloads; `weight` is how much of it there is, where 1 is usual."""

    source: Workload
    destination: Workload
    protocol: NetworkProtocol = "tcp"
    weight: float = 1.0


class Preset(Protocol):
    """A cluster under a name; `keys` are the keys of a topology that it understands besides the usual ones."""

    name: str
    summary: str
    keys: Sequence[str]

    def links(self, layout: Layout) -> Sequence[Link]:
        """Who talks to whom; every workload is an end of a link."""
        ...


def preset_names() -> list[str]:
    """The names of all presets."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def find_preset(name: str) -> Preset:
    """The preset of this name.

    Raises: KeyError where there is none.
    """
    if name not in preset_names():
        raise KeyError(name)
    preset: Preset = importlib.import_module(f"{__name__}.{name}").PRESET
    return preset
