"""Forecasts of numbers over time by state-space models and the Kalman filter.

What is seen is a part of a state that is not seen, plus noise; the state moves in time by linear equations, with noise
of its own.  The filter computes, for each point, what is to be expected of it from all points before, and how sure
that is (Search Reference, predict: "How it works").

Rules
- P1  `LL` has a level that drifts; `LLT` a level and a slope that drift; `LLP` a level and one value for each point of
  a season, which drift and add up to about nothing.  Undecided: the equations of LLP.
- P2  How strong the noises are is chosen so that the points are most likely (maximum likelihood, on a fixed grid that
  is refined twice).  Undecided: how Splunk chooses them.
- P3  A missing point is expected like any other, and teaches nothing.
- P4  The first points, as many as the state has parts, have no forecast: nothing is known before them.  Undecided.
- P5  A season that is not given is the lag with the greatest correlation of the points with themselves, once their
  trend is taken out; there is none if that is not above 0.5.  Undecided: how Splunk finds it.
- P6  `LLP5` weighs the forecasts of LLT and LLP by how sure they are, and without a season is LLT.  Undecided: the
  weights.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from harness.frozen import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix: TypeAlias = NDArray[np.float64]

Points: TypeAlias = Sequence[float | None]

_DIFFUSE = 1e7
_GRID = (-6.0, -5.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0)
_REFINED = ((-0.5, 0.5), (-0.25, 0.25))
_SWEEPS = 2
_LEAST_CORRELATION = 0.5
_ROUNDING = 1e-9
_HUGE = 1e100
_LEAST_PERIOD = 2
LONGEST_PERIOD = 200
"""The longest season that is looked for; the filter costs the square of it for each point."""
_MOST_LEARNT = 2_000
"""How many of the last points the strengths of noises are learnt from."""


@frozen
class Forecast:
    """For each point what is expected of it and the variance of that; None where nothing is (P4)."""

    expected: list[float | None]
    variances: list[float | None]


@frozen
class _Model:
    """How a state moves (`transition`), what is seen of it (`seen`), and which of its parts have noise."""

    transition: Matrix
    seen: Matrix
    noisy: tuple[int, ...]

    @property
    def size(self) -> int:
        """The number of parts of the state."""
        return len(self.seen)


def local_level(points: Points, ahead: int) -> Forecast:
    """The forecast by LL of the points and of so many behind them."""
    import numpy as np

    return _forecast(_Model(np.eye(1), np.ones(1), (0,)), points, ahead)


def local_trend(points: Points, ahead: int) -> Forecast:
    """The forecast by LLT."""
    import numpy as np

    return _forecast(_Model(np.array([[1.0, 1.0], [0.0, 1.0]]), np.array([1.0, 0.0]), (0, 1)), points, ahead)


def seasonal_level(points: Points, ahead: int, period: int) -> Forecast:
    """The forecast by LLP."""
    import numpy as np

    transition = np.zeros((period, period))
    transition[0, 0] = 1
    transition[1, 1:] = -1
    transition[range(2, period), range(1, period - 1)] = 1
    seen = np.zeros(period)
    seen[:2] = 1
    return _forecast(_Model(transition, seen, (0, 1)), points, ahead)


def combined(points: Points, ahead: int, period: int | None) -> Forecast:
    """The forecast by LLP5 (P6)."""
    trend = local_trend(points, ahead)
    if period is None:
        return trend
    season = seasonal_level(points, ahead, period)
    expected: list[float | None] = []
    variances: list[float | None] = []
    for place, (one, other) in enumerate(zip(trend.expected, season.expected, strict=True)):
        a, b = trend.variances[place], season.variances[place]
        if one is None or other is None or a is None or b is None:
            expected.append(one)
            variances.append(a)
            continue
        weight = b / (a + b) if a + b > 0 else 0.5
        expected.append(weight * one + (1 - weight) * other)
        variances.append(weight * a + (1 - weight) * b)
    return Forecast(expected, variances)


def found_period(points: Points) -> int | None:
    """The length of a season (P5), or None."""
    import numpy as np

    known = [(place, value) for place, value in enumerate(points) if value is not None]
    if len(known) < 2 * _LEAST_PERIOD + 1:
        return None
    places, values = (np.array(part, dtype=np.float64) for part in zip(*known, strict=True))
    values = values / _unit(values)
    rest = np.full(len(points), np.nan)
    rest[places.astype(int)] = values - np.polyval(np.polyfit(places, values, 1), places)
    if float(np.nanmax(np.abs(rest))) <= _ROUNDING * float(np.abs(values).max()):
        return None  # a straight line, but for what rounding leaves of it
    scores = {lag: _correlation(rest, lag) for lag in range(_LEAST_PERIOD, min(len(points) // 2, LONGEST_PERIOD) + 1)}
    best = max(scores, key=lambda lag: (round(scores[lag], 9), -lag), default=None)
    return best if best is not None and scores[best] > _LEAST_CORRELATION else None


def _correlation(rest: Matrix, lag: int) -> float:
    import numpy as np

    pairs = rest[:-lag] * rest[lag:]
    whole = float(np.nanmean(rest * rest))
    return float(np.nanmean(pairs)) / whole if whole > 0 and not np.isnan(pairs).all() else 0.0


def _forecast(model: _Model, points: Points, ahead: int) -> Forecast:
    import numpy as np

    values = np.array([math.nan if value is None else value for value in points], dtype=np.float64)
    known = values[~np.isnan(values)]
    unit_of = _unit(known)
    middle, scale = float((known / unit_of).mean()), float((known / unit_of).std()) or 1.0
    scaled = (values / unit_of - middle) / scale
    noises = _noises(model, scaled[-_MOST_LEARNT:])
    expected, variances, _, unit = _filtered(model, np.concatenate([scaled, np.full(ahead, np.nan)]), noises)
    start = _start(model, scaled)
    whole = scale * unit_of
    return Forecast(
        [None if t < start else (value * scale + middle) * unit_of for t, value in enumerate(expected.tolist())],
        [None if t < start else value * unit * whole * whole for t, value in enumerate(variances.tolist())],
    )


def _unit(values: Matrix) -> float:
    """What huge numbers are divided by so that their squares stay finite; 1 for all others."""
    import numpy as np

    greatest = float(np.abs(values).max())
    return greatest if greatest > _HUGE else 1.0


def _start(model: _Model, values: Matrix) -> int:
    """The first place that has a forecast (P4)."""
    import numpy as np

    known = np.flatnonzero(~np.isnan(values))
    return int(known[model.size - 1]) + 1 if len(known) >= model.size else len(values)


def _noises(model: _Model, values: Matrix) -> list[float]:
    """The strengths of the noises of the state, relative to that of what is seen (P2)."""
    chosen = [-1.0] * len(model.noisy)
    best = _filtered(model, values, [10**noise for noise in chosen])[2]
    for sweep in range(_SWEEPS):
        for part in range(len(chosen)):
            steps = [_GRID, *[tuple(chosen[part] + s for s in refined) for refined in _REFINED]] if sweep else [_GRID]
            for candidates in steps:
                for candidate in candidates:
                    tried = [*chosen[:part], candidate, *chosen[part + 1 :]]
                    cost = _filtered(model, values, [10**noise for noise in tried])[2]
                    if cost < best - 1e-9:
                        best, chosen = cost, tried
    return [10**noise for noise in chosen]


def _filtered(model: _Model, values: Matrix, noises: Sequence[float]) -> tuple[Matrix, Matrix, float, float]:
    """What is expected of each point, the variance of that, how unlikely the points are, and the unit of variances."""
    import numpy as np

    state, sure = np.zeros(model.size), np.eye(model.size) * _DIFFUSE
    noise = np.zeros((model.size, model.size))
    for part, strength in zip(model.noisy, noises, strict=True):
        noise[part, part] = strength
    expected, variances = np.empty(len(values)), np.empty(len(values))
    surprises: list[tuple[float, float]] = []
    move, seen = model.transition, model.seen
    for t, value in enumerate(values.tolist()):
        expected[t] = seen @ state
        variances[t] = variance = float(seen @ sure @ seen) + 1.0
        if not math.isnan(value):
            gain = sure @ seen / variance
            surprise = value - expected[t]
            surprises.append((surprise * surprise / variance, math.log(variance)))
            state = state + gain * surprise
            sure = sure - np.outer(gain, seen @ sure)
        state, sure = move @ state, move @ sure @ move.T + noise
    counted = surprises[model.size :] or [(0.0, 0.0)]
    unit = math.fsum(square for square, _ in counted) / len(counted)
    cost = math.log(max(unit, 1e-12)) + math.fsum(log for _, log in counted) / len(counted)
    return expected, variances, cost, unit
