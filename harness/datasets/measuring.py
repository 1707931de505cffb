"""What every point of a metric measures: hashed noise around a mean, the traffic of a scenario, and attacks.

Without traffic, a value depends on its own series and time only.  With traffic, three things are multiplied:

- how much is going on: the wave of the day, the weekend, bursts, and noise that all metrics of a group share, so that
  bytes follow packets;
- how much is lost, a number for each group and five minutes: mostly little, sometimes five times the mean; what
  follows loss (retransmits, resets) is multiplied by it, what follows latency a little;
- noise of its own, a fifth of the spread.

The wave is made of parabolas and not of a sine, and normal noise of uniform numbers, because only single IEEE
operations give the same bytes on every platform.

An attack's surge moves the points of a series in its window up by one distance: the one that puts their mean
`strength` standard deviations above the mean of the signal.  The signal is all series of its group and rate, such as
those of all pods of a workload, so that a pod that was born yesterday is measured by those before it; its mean and
deviation are those of the written points outside all surges.  There are at least two of them, which differ;
`attack_checks.py` sees to that.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from harness.datasets.hashing import fractions, fractions_of, key_of, mixed, triangles_of
from harness.datasets.scenario import DAY_MS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from harness.datasets.effects import Surge
    from harness.datasets.generators import SeriesPlan
    from harness.datasets.traffic import Bursts, Traffic

    Times = NDArray[np.int64]
    Keys = NDArray[np.uint64]
    Numbers = NDArray[np.float64]

DECIMALS = 3
FINE_DECIMALS = 6
"""Decimals of what is a part of a whole."""
CHUNK = 1 << 16
"""Points measured at a time: few enough for their arrays to stay in the cache."""
OWN_NOISE = 0.2
LOSS_SLOT_MS = 300_000
TRIANGLE = 2.449489742783178
"""The sum of two uniform numbers, less one, has a standard deviation of 1 by this: the square root of 6."""


def measure(
    seed: int, plans: Sequence[SeriesPlan], times: Times, rows: NDArray[np.uint32], traffic: Traffic | None = None
) -> NDArray[Any]:
    """The value of every point of one metric; whole numbers where the metric counts things.

    Input: `rows` are the numbers of runs, counted over all series, as `expand_times` gives them.
    """
    import numpy as np

    values = np.empty(len(times), dtype=np.float64)
    measurer = _Measurer(seed, plans, traffic)
    most = plans[0].most
    for start in range(0, len(times), CHUNK):
        part = slice(start, start + CHUNK)
        measurer.fill(values[part], times[part], rows[part])
        if most is not None:
            np.minimum(values[part], most, out=values[part])
    _raise_surges(plans, times, values)
    if traffic is not None and traffic.counters == "cumulative":
        _accumulate(plans, values)
    return _written(plans, values)


class _Measurer:
    """The numbers of each run that values are computed from, and how."""

    def __init__(self, seed: int, plans: Sequence[SeriesPlan], traffic: Traffic | None) -> None:
        import numpy as np

        scaled = [(plan, run.scale) for plan in plans for run in plan.runs]
        counts = [len(plan.runs) for plan in plans]
        self.traffic = traffic
        self.follows = plans[0].follows
        self.keys = np.repeat(_keys(seed, plans), counts)
        spreads = [plan.rate.spread for plan, _ in scaled]
        means = [plan.rate.mean * scale for plan, scale in scaled]
        if traffic is None:
            lows = [mean * (1 - spread) for mean, spread in zip(means, spreads, strict=True)]
            widths = [mean * 2 * spread for mean, spread in zip(means, spreads, strict=True)]
            self.lows, self.widths = np.array(lows), np.array(widths)
            return
        self.means, self.spreads = np.array(means), np.array(spreads)
        self.groups = np.repeat(_group_keys(seed, plans), counts)

    def fill(self, piece: Numbers, times: Times, rows: NDArray[np.uint32]) -> None:
        counters = mixed(times)
        piece[:] = fractions_of(self.keys[rows], counters)
        if self.traffic is None:
            piece *= self.widths[rows]
            piece += self.lows[rows]
        elif self.follows == "steady":
            self._spread(piece, self.spreads[rows])
            piece *= self.means[rows]
        else:
            self._follow(piece, times, rows, self.traffic, counters)

    def _follow(self, piece: Numbers, times: Times, rows: NDArray[np.uint32], traffic: Traffic, counters: Keys) -> None:
        groups, spreads = self.groups[rows], self.spreads[rows]
        self._spread(piece, spreads * OWN_NOISE)
        piece *= self.means[rows]
        if self.follows != "latency":
            common = fractions_of(groups, counters)
            self._spread(common, spreads)
            piece *= common
            _go_on(piece, traffic, groups, times, counters)
        if self.follows != "volume":
            loss = _loss(groups, times)
            piece *= loss if self.follows == "loss" else 0.8 + 0.2 * loss

    @staticmethod
    def _spread(unit: Numbers, spread: Numbers) -> None:
        """Numbers in [0, 1) become factors in [1 - spread, 1 + spread)."""
        unit *= 2 * spread
        unit += 1 - spread


def _go_on(piece: Numbers, traffic: Traffic, groups: Keys, times: Times, counters: Keys) -> None:
    """Multiplies by how much is going on in each group at each time, where 1 is the mean of a working day."""
    import numpy as np

    if traffic.daily:
        cycles: Numbers = (times + (DAY_MS // 4 - traffic.peak_ms)).astype(np.float64)
        cycles *= 1 / DAY_MS
        piece *= 1 + traffic.daily * wave(cycles)
    if traffic.weekly:
        piece *= np.where((times // DAY_MS + 3) % 7 >= 5, 1 - traffic.weekly, 1.0)
    if traffic.noise:
        normal = triangles_of(groups ^ np.uint64(1), counters)
        normal -= 1
        normal *= traffic.noise * TRIANGLE
        normal += 1
        piece *= np.maximum(normal, 0.0, out=normal)
    if traffic.bursts is not None:
        piece *= np.where(bursting(traffic.bursts, groups, times), traffic.bursts.factor, 1.0)


def wave(cycles: Numbers) -> Numbers:
    """A wave like a sine, of two parabolas: 0 at 0, 1 at a quarter, -1 at three quarters, and again in each cycle."""
    import numpy as np

    phase = cycles - np.floor(cycles)
    phase -= 0.5
    phase *= 8 - 16 * np.abs(phase)
    return np.negative(phase, out=phase)


def bursting(bursts: Bursts, groups: Keys, times: Times) -> NDArray[np.bool_]:
    """Whether a group has a burst: one in each slot of time, beginning where the group's hash says."""
    import numpy as np

    slots = times // bursts.every_ms
    room = bursts.every_ms - bursts.length_ms + 1
    begins = slots * bursts.every_ms + np.floor(fractions(groups ^ np.uint64(3), slots) * room).astype(np.int64)
    return (begins <= times) & (times < begins + bursts.length_ms)


def _loss(groups: Keys, times: Times) -> Numbers:
    """How much is lost: a number for each group and slot, mostly small, 5 at most, 1 in the mean."""
    import numpy as np

    unit = fractions(groups ^ np.uint64(4), times // LOSS_SLOT_MS)
    square = unit * unit
    loss: Numbers = 5 * (square * square)
    return loss


def _raise_surges(plans: Sequence[SeriesPlan], times: Times, values: Numbers) -> None:
    stops = list(accumulate(sum(run.count for run in plan.runs) for plan in plans))
    parts = [slice(stop - sum(run.count for run in plan.runs), stop) for plan, stop in zip(plans, stops, strict=True)]
    for numbers in pools(plans):
        members = [(plans[number], times[parts[number]], values[parts[number]]) for number in numbers]
        mean, deviation, _ = benign(members)
        for plan, times_of_plan, values_of_plan in members:
            for surge in plan.surges:
                window = _inside(surge, times_of_plan)
                if window.any():
                    values_of_plan[window] += mean + surge.strength * deviation - values_of_plan[window].mean()


def pools(plans: Sequence[SeriesPlan]) -> list[list[int]]:
    """The numbers of the series that are one signal, for each signal that a surge touches."""
    found: dict[tuple[object, ...], list[int]] = {signal(plan): [] for plan in plans if plan.surges}
    if found:
        for number, plan in enumerate(plans):
            if plan.attack is None and signal(plan) in found:
                found[signal(plan)].append(number)
    return list(found.values())


def signal(plan: SeriesPlan) -> tuple[object, ...]:
    """What series of one metric have in common that are the same signal: of other pods, processes or zones."""
    return plan.group, plan.rate


def benign(members: Sequence[tuple[SeriesPlan, Times, Numbers]]) -> tuple[float, float, int]:
    """Mean, standard deviation and number of the points of a signal, as they are written, outside all surges."""
    import numpy as np

    kept = [
        _written([plan], values[~np.logical_or.reduce([_inside(surge, times) for surge in plan.surges])])
        if plan.surges
        else _written([plan], values)
        for plan, times, values in members
    ]
    points = np.concatenate(kept)
    if len(points) < 2:
        return 0.0, 0.0, len(points)
    return float(points.mean()), float(points.std(ddof=1)), len(points)


def _inside(surge: Surge, times: Times) -> NDArray[np.bool_]:
    return (surge.start_ms <= times) & (times < surge.end_ms)


def _accumulate(plans: Sequence[SeriesPlan], values: Numbers) -> None:
    """Counters as totals since their series began."""
    import numpy as np

    first = 0
    for plan in plans:
        count = sum(run.count for run in plan.runs)
        if plan.counts:
            part = values[first : first + count]
            part[:] = np.cumsum(np.maximum(0.0, _written([plan], part)))
        first += count


def _written(plans: Sequence[SeriesPlan], values: Numbers) -> NDArray[Any]:
    """Values as they are written: whole numbers, or a few decimals."""
    import numpy as np

    if all(plan.whole for plan in plans):
        return np.floor(values + 0.5).astype(np.int64)
    return np.round(values, DECIMALS if plans[0].most is None else FINE_DECIMALS)


def _keys(seed: int, plans: Sequence[SeriesPlan]) -> Keys:
    import numpy as np

    from harness.datasets.generation import render_json

    texts = (render_json(plan.dimensions) for plan in plans)
    keys = [key_of(seed, plan.metric, text) for plan, text in zip(plans, texts, strict=True)]
    return np.array(keys, dtype=np.uint64)


def _group_keys(seed: int, plans: Sequence[SeriesPlan]) -> Keys:
    import numpy as np

    known: dict[tuple[str, ...], int] = {}
    for plan in plans:
        if plan.group not in known:
            known[plan.group] = key_of(seed, "group", *plan.group)
    return np.array([known[plan.group] for plan in plans], dtype=np.uint64)
