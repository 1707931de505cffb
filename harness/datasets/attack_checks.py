"""Whether attacks do what they say: each has points, and each surge has something to be measured by.

This looks at the series of a scenario and, where there are surges, at the values of those that they touch; so it is
done only for scenarios with attacks.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from harness.datasets.attack_truth import touched
from harness.datasets.measuring import benign, pools
from harness.datasets.planning import series_plans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.datasets.generators import SeriesPlan
    from harness.datasets.reading import Reader
    from harness.datasets.scenario import Scenario
    from harness.diagnostics import Span

NO_POINT_HELP = (
    "see that its source is among the generators and writes the metric, that its workloads run at the onset, "
    "and that a point lies in [onset, onset + length)"
)


def check_attacks(reader: Reader, scenario: Scenario, places: Sequence[Span]) -> None:
    """Notes what is wrong with the attacks of a scenario; `places` is where each of them is written."""
    plans = list(series_plans(scenario))
    seen = {number for plan in plans for number, _ in touched(plan)}
    for number, record in enumerate(scenario.attacks):
        if number not in seen:
            message = f"the {record.kind} touches no point"
            reader.problem("DS223", message, places[number], label="no effect", help=NO_POINT_HELP)
    refused: set[int] = set()
    for plan in plans:
        if plan.attack is not None and plan.most is not None and plan.rate.mean > plan.most:
            if plan.attack not in refused:
                _too_strong(reader, plan, plan.rate.mean, places[plan.attack])
            refused.add(plan.attack)
    for _, group in groupby(plans, key=lambda plan: plan.metric):
        of_metric = list(group)
        for numbers in pools(of_metric):
            signal = [of_metric[number] for number in numbers]
            attacks = {surge.attack for plan in signal for surge in plan.surges}
            if not attacks & refused:
                refused |= _check_signal(reader, scenario, signal, places)


def _check_signal(reader: Reader, scenario: Scenario, signal: Sequence[SeriesPlan], places: Sequence[Span]) -> set[int]:
    """The attacks on a signal that were refused."""
    surges = [surge for plan in signal for surge in plan.surges]
    numbers, metric = {surge.attack for surge in surges}, signal[0].metric
    place = places[max(numbers)]
    if any(_overlap(plan) for plan in signal):
        help_text = "let one end before the other begins: what two of them would measure together is not defined"
        reader.problem("DS230", f"two attacks raise {metric} at once", place, label="overlap", help=help_text)
        return numbers
    mean, deviation, count = _benign(scenario, signal)
    if count < 2 or not deviation:
        why = "has fewer than two points without it" if count < 2 else "never varies without it"
        message = f"the strength of the attack cannot be measured: {metric} {why}"
        help_text = "give the signal a history, a larger mean or a spread"
        reader.problem("DS223", message, place, label="no deviation", help=help_text)
        return numbers
    top, most = mean + max(surge.strength for surge in surges) * deviation, signal[0].most
    if most is not None and top > most:
        _too_strong(reader, signal[0], top, place)
        return numbers
    return set()


def _overlap(plan: SeriesPlan) -> bool:
    ordered = sorted(plan.surges, key=lambda surge: surge.start_ms)
    return any(after.start_ms < before.end_ms for before, after in pairwise(ordered))


def _too_strong(reader: Reader, plan: SeriesPlan, top: float, place: Span) -> None:
    message = f"the attack takes {plan.metric} to {top:.3g}; {plan.most:g} is the most there can be"
    reader.problem("DS229", message, place, label="too strong", help='write a smaller "strength"')


def _benign(scenario: Scenario, signal: Sequence[SeriesPlan]) -> tuple[float, float, int]:
    """Mean, deviation and number of the points of a signal that no surge touches."""
    from harness.datasets.generation import generate_metric

    traffic = scenario.traffic and replace(scenario.traffic, counters="interval")
    peaceful = [replace(plan, surges=(), copies=1) for plan in signal]
    columns = generate_metric(scenario.seed, signal[0].metric, peaceful, traffic)
    inside = [columns.series_ids == number for number in range(len(signal))]
    return benign(
        [(plan, columns.times_ms[rows], columns.values[rows]) for plan, rows in zip(signal, inside, strict=True)]
    )
