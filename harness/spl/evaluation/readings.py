"""`!=` on a multivalue field: the two readings, and whether a result depends on which one holds.

No page says whether `f!="x"` keeps a row whose `f` holds both "x" and "y".  The reading `any` keeps it (some member
differs), `none` drops it (a member is equal).  A setting chooses; what this module adds is honesty: the whole
predicate of a row is computed under both readings, and where the fate of a row differs the search says so, with the
comparison's place and a form that both readings agree on.

Invariants
- A predicate is computed a second time only when one of its comparisons met a multivalue that tells the readings
  apart; searches without such values pay nothing.
- The readings of one predicate change together, as the setting would change them.

Undecided: the reading itself; the probes stand in `tests/cases/undecided`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.frozen import frozen
from harness.spl.syntax.ast import Binary, SearchComparison

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from harness.data import Column
    from harness.spl.settings import MvNotEqual

Inequality = Binary | SearchComparison


def other(reading: MvNotEqual) -> MvNotEqual:
    """The reading that is not this one."""
    return "none" if reading == "any" else "any"


@dataclass(slots=True)
class Readings:
    """How the `!=` of one predicate are read, and which of them met values that tell the readings apart.

    `turned` holds the identities of comparisons that are read the other way; `answers` what each reading gave, so that
    a second look at the same rows costs next to nothing.
    """

    reading: MvNotEqual
    turned: frozenset[int] = frozenset()
    telling: list[Inequality] = field(default_factory=list)
    answers: dict[int, dict[MvNotEqual, Column]] = field(default_factory=dict)

    def choose(self, node: Inequality, compute: Callable[[MvNotEqual], Column]) -> Column:
        """The comparison under its reading; remembers it where the other reading gives another answer."""
        readings: tuple[MvNotEqual, ...] = ("any", "none")
        answers = {reading: compute(reading) for reading in readings}
        if not any(node is known for known in self.telling) and answers["any"].values() != answers["none"].values():
            self.telling.append(node)
        return answers[self.of(node)]

    def choose_again(self, node: Inequality, compute: Callable[[MvNotEqual], Column]) -> Column:
        """Like `choose`, for a comparison that is always made over the same rows."""
        if id(node) not in self.answers:
            answers = self.answers.setdefault(id(node), {})
            self.choose(node, lambda reading: answers.setdefault(reading, compute(reading)))
        return self.answers[id(node)][self.of(node)]

    def of(self, node: Inequality) -> MvNotEqual:
        """The reading of one comparison."""
        return other(self.reading) if id(node) in self.turned else self.reading

    def turning(self, nodes: Sequence[Inequality]) -> Readings:
        """The same with some comparisons read the other way."""
        return Readings(self.reading, frozenset(map(id, nodes)), answers=self.answers)


@frozen
class Decision:
    """A mask of rows, and the comparisons on whose reading the fate of a row depends."""

    mask: Column
    undecided: Sequence[Inequality]


def decide(compute: Callable[[Readings], Column], reading: MvNotEqual) -> Decision:
    """Computes a predicate under `reading`, and tells which comparisons its rows hang on.

    Cost: one computation; one more, and one for each telling comparison, where multivalues tell the readings apart.
    """
    readings = Readings(reading)
    mask = compute(readings)
    if not readings.telling:
        return Decision(mask, ())
    kept = _kept(mask)
    if _kept(compute(readings.turning(readings.telling))) == kept:
        return Decision(mask, ())
    if len(readings.telling) == 1:
        return Decision(mask, readings.telling)
    alone = [node for node in readings.telling if _kept(compute(readings.turning([node]))) != kept]
    return Decision(mask, alone or readings.telling)


def _kept(mask: Column) -> list[bool]:
    return [value is True for value in mask.values()]
