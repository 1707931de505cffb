"""When an edge has points: runs of evenly spaced times, and the arithmetic on them.

Thirty days of history at one point in ten seconds are 259,200 points; a run says the same in four numbers, and every
question about it ("is there a point in this window?") is arithmetic.  The ground truth is computed here, from runs,
and never from generated points.

Invariants
- Times are whole milliseconds since the epoch, so that a boundary is exact.
- A run has at least one point.
- The runs of one timeline are ordered and do not overlap; no two of their points share a time.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """`count` points from `start_ms` on, each `step_ms` after the one before; values are multiplied by `scale`."""

    start_ms: int
    step_ms: int = 1
    count: int = 1
    scale: float = 1.0

    def __post_init__(self) -> None:
        if self.step_ms < 1 or self.count < 1:
            raise ValueError(f"a run has at least one point and goes forward: {self}")

    @property
    def last_ms(self) -> int:
        """The time of the last point."""
        return self.start_ms + (self.count - 1) * self.step_ms

    def times(self) -> range:
        """The times of all points."""
        return range(self.start_ms, self.last_ms + 1, self.step_ms)

    def within(self, earliest_ms: int | None, latest_ms: int | None) -> Run | None:
        """The points in `[earliest_ms, latest_ms)`, or None where there are none; None as a bound is no bound."""
        first = 0 if earliest_ms is None else max(0, -((self.start_ms - earliest_ms) // self.step_ms))
        stop = self.count
        if latest_ms is not None:
            stop = min(stop, max(0, -((self.start_ms - latest_ms) // self.step_ms)))
        if first >= stop:
            return None
        return replace(self, start_ms=self.start_ms + first * self.step_ms, count=stop - first)


def run_between(start_ms: int, end_ms: int, step_ms: int, scale: float = 1.0) -> Run | None:
    """A run from `start_ms` on, every `step_ms`, whose points lie before `end_ms`; None where there is no room."""
    count = -((start_ms - end_ms) // step_ms)
    return Run(start_ms, step_ms, count, scale) if count > 0 else None


def runs_of(times: Iterable[int]) -> tuple[Run, ...]:
    """A timeline of single times; evenly spaced ones become one run."""
    runs: list[Run] = []
    for time in sorted(set(times)):
        last = runs[-1] if runs else None
        if last is not None and (last.count == 1 or time - last.last_ms == last.step_ms):
            runs[-1] = Run(last.start_ms, time - last.last_ms, last.count + 1)
        else:
            runs.append(Run(time))
    return tuple(runs)


def clipped(runs: Iterable[Run], earliest_ms: int | None, latest_ms: int | None) -> tuple[Run, ...]:
    """What of a timeline lies in `[earliest_ms, latest_ms)`."""
    pieces = (run.within(earliest_ms, latest_ms) for run in runs)
    return tuple(piece for piece in pieces if piece is not None)


def without(runs: Iterable[Run], earliest_ms: int, latest_ms: int) -> tuple[Run, ...]:
    """A timeline with no points in `[earliest_ms, latest_ms)`."""
    given = tuple(runs)
    return clipped(given, None, earliest_ms) + clipped(given, latest_ms, None)


def with_point(runs: Iterable[Run], at_ms: int, scale: float = 1.0) -> tuple[Run, ...]:
    """A timeline with a point at exactly `at_ms`; one that is already there stays as it is."""
    given = tuple(runs)
    if has_point(given, at_ms, at_ms + 1):
        return given
    return *clipped(given, None, at_ms), Run(at_ms, scale=scale), *clipped(given, at_ms, None)


def has_point(runs: Iterable[Run], earliest_ms: int, latest_ms: int) -> bool:
    """Whether a timeline has a point in `[earliest_ms, latest_ms)`."""
    return any(run.within(earliest_ms, latest_ms) is not None for run in runs)


def overlap(runs: Iterable[Run]) -> tuple[Run, Run] | None:
    """The first two runs that reach into each other, or None."""
    ordered = sorted(runs)
    for before, after in itertools.pairwise(ordered):
        if after.start_ms <= before.last_ms:
            return before, after
    return None


def all_times(runs: Iterable[Run]) -> Iterator[int]:
    """Every time of a timeline in milliseconds."""
    for run in runs:
        yield from run.times()


def point_count(runs: Iterable[Run]) -> int:
    """The number of points of a timeline."""
    return sum(run.count for run in runs)
