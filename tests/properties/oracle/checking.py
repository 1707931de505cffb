"""Runs a program both ways and says where the results differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any

from harness import search
from harness.errors import SplError, SplUnsupportedError
from tests.properties.oracle.tables import Program, Undecided, World
from tests.properties.oracle.values import Row, members, number


@dataclass(frozen=True, slots=True)
class Case:
    """A program and the world that it reads."""

    program: Program
    world: World

    @property
    def spl(self) -> str:
        """The program as a search."""
        return self.program.render()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the engine and the oracle made of the same program."""

    case: Case
    engine: Sequence[Mapping[str, Any]] | str
    oracle: Sequence[Row]

    def render(self) -> str:
        """The program, its data and both results."""
        world = self.case.world
        return "\n".join(
            [
                f"| {self.case.spl}",
                *(f"  event  {row}" for row in world.events if "index=" in self.case.spl),
                *(
                    f"  lookup {name} {row}"
                    for name, rows in world.lookups.items()
                    if name in self.case.spl
                    for row in rows
                ),
                *(f"  point  {row}" for row in world.points if "mstats" in self.case.spl),
                "  engine " + (self.engine if isinstance(self.engine, str) else _listed(self.engine)),
                "  oracle " + _listed(self.oracle),
            ]
        )


def _listed(rows: Sequence[Mapping[str, Any]]) -> str:
    return "\n         ".join(str(dict(sorted(row.items()))) for row in rows) or "no rows"


def disagreement(case: Case) -> Disagreement | None:
    """Where the two results differ; None where they are the same, or where nobody says what Splunk would give."""
    try:
        wanted = case.program.run(case.world).rows
        given = _run(case)
    except (Undecided, SplUnsupportedError):
        return None
    except SplError as error:
        return Disagreement(case, f"{type(error).__name__}: {error}", wanted)
    same = len(given) == len(wanted) and all(map(alike, given, wanted))
    return None if same else Disagreement(case, given, wanted)


def _run(case: Case) -> Sequence[Mapping[str, Any]]:
    world = case.world
    spl = case.spl if case.spl.startswith("search") else f"| {case.spl}"
    return search(
        spl,
        events=list(reversed(world.events)),
        metrics=list(world.points) or None,
        lookups=world.lookups,
        now=world.now,
    ).rows


def alike(given: Mapping[str, Any], wanted: Row) -> bool:
    """Whether two rows are the same but for the last digits of numbers."""
    if given.keys() != wanted.keys():
        return False
    return all(given[name] == wanted[name] or _close(given[name], wanted[name]) for name in wanted)


def _close(given: str | list[str], wanted: str | list[str]) -> bool:
    """Sums may be formed in another order, and a double has 17 digits."""
    pairs = list(zip(members(given), members(wanted), strict=False))
    return len(members(given)) == len(members(wanted)) and all(
        a == b or (("." in a + b or "e" in a + b or len(a) > 15) and _near(a, b)) for a, b in pairs
    )


def _near(given: str, wanted: str) -> bool:
    first, second = number(given), number(wanted)
    if first is None or second is None:
        return _LONG.sub(_shortened, given) == _LONG.sub(_shortened, wanted)
    return isclose(first, second, rel_tol=1e-9, abs_tol=1e-9)


_LONG = re.compile(r"[0-9]+\.[0-9]{9,}")
"""A number inside of a text with so many digits that the last ones may differ."""


def _shortened(found: re.Match[str]) -> str:
    return f"{float(found[0]):.9g}"
