"""The time series of a scenario, from all of its sources, with the surges that attacks bring to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harness.datasets.generators import SeriesPlan, find_generator
from harness.datasets.timeline import has_point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.datasets.effects import Surge
    from harness.datasets.scenario import Scenario


def series_plans(scenario: Scenario) -> Iterator[SeriesPlan]:
    """Every series of a scenario, source by source, in the order in which they are written."""
    surges = surges_by_metric(scenario)
    for name in scenario.generators:
        for plan in find_generator(name).series(scenario):
            yield surged(plan, surges.get(plan.metric, ())) if surges else plan


def surges_by_metric(scenario: Scenario) -> dict[str, list[Surge]]:
    """The surges of a scenario by the metrics that they touch."""
    found: dict[str, list[Surge]] = {}
    for surge in scenario.surges:
        for metric in surge.metrics:
            found.setdefault(metric, []).append(surge)
    return found


def surged(plan: SeriesPlan, surges: list[Surge] | tuple[Surge, ...]) -> SeriesPlan:
    """A series with the surges that touch it and have points of it."""
    if plan.attack is not None:
        return plan
    found = tuple(
        surge
        for surge in surges
        if surge.touches(plan.metric, plan.dimensions) and has_point(plan.runs, surge.start_ms, surge.end_ms)
    )
    return replace(plan, surges=found) if found else plan
