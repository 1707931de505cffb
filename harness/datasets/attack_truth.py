"""The ground truth of attacks: which series of which things have points of which attack.

Like the truth of edges it is computed from the declaration, by arithmetic on timelines, and not from points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.datasets.generators import find_generator
from harness.datasets.planning import series_plans
from harness.datasets.timeline import Run, clipped, point_count
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from harness.datasets.effects import AttackRecord
    from harness.datasets.generators import SeriesPlan
    from harness.datasets.scenario import Scenario


@frozen
class AttackTruth:
    """The points of one attack, metric and thing; `dimensions` name the thing.

    `new` says whether the attack began the signal; otherwise it made one stronger.  `points` counts every series of
    the thing, and a point that was written twice once.
    """

    attack: AttackRecord
    metric: str
    dimensions: Mapping[str, str]
    new: bool
    first_ms: int
    last_ms: int
    points: int


def touched(plan: SeriesPlan) -> Iterator[tuple[int, tuple[Run, ...]]]:
    """The attacks that a series has points of, and when."""
    if plan.attack is not None and plan.runs:
        yield plan.attack, plan.runs
    for surge in plan.surges:
        runs = clipped(plan.runs, surge.start_ms, surge.end_ms)
        if runs:
            yield surge.attack, runs


def attack_truth(scenario: Scenario) -> tuple[AttackTruth, ...]:
    """The rows of all attacks: by attack, then by metric and thing in the order of the series."""
    if not scenario.attacks:
        return ()
    identity = {
        metric: generator.identity
        for generator in map(find_generator, scenario.generators)
        for metric in generator.metric_names()
    }
    rows: dict[tuple[Any, ...], AttackTruth] = {}
    for plan in series_plans(scenario):
        for number, runs in touched(plan):
            names = identity[plan.metric]
            thing = {name: str(plan.dimensions[name]) for name in names if name in plan.dimensions}
            key = (number, plan.metric, *thing.items())
            row = _row(scenario.attacks[number], plan, thing, runs)
            rows[key] = row if key not in rows else _together(rows[key], row)
    return tuple(rows[key] for key in sorted(rows, key=lambda key: int(key[0])))


def _row(attack: AttackRecord, plan: SeriesPlan, thing: Mapping[str, str], runs: tuple[Run, ...]) -> AttackTruth:
    first, last = min(run.start_ms for run in runs), max(run.last_ms for run in runs)
    return AttackTruth(attack, plan.metric, thing, plan.attack is not None, first, last, point_count(runs))


def _together(one: AttackTruth, other: AttackTruth) -> AttackTruth:
    first, last = min(one.first_ms, other.first_ms), max(one.last_ms, other.last_ms)
    return AttackTruth(one.attack, one.metric, one.dimensions, one.new, first, last, one.points + other.points)
