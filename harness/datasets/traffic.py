"""How a cluster is used over time, and how its points arrive: plain values, read by `scenario_traffic.py`."""

from __future__ import annotations

from typing import Literal

from harness.frozen import frozen

HOUR_MS = 3_600_000
Counters = Literal["interval", "cumulative"]


@frozen
class Bursts:
    """In each `every_ms` each signal has one burst of `length_ms`, in which it is `factor` times as strong."""

    every_ms: int
    length_ms: int
    factor: float


@frozen
class Traffic:
    """How signals move, in parts of their mean.

    `daily` is the height of the wave of a day whose top is `peak_ms` after midnight UTC; `weekly` what Saturday and
    Sunday lack; `noise` the standard deviation of what all metrics of one signal have in common.  `counters` says
    whether counters are written as what they counted since the point before, or as totals since their process began.
    With `native_ms`, network metrics have a point only so often, and one of zero where their traffic ends.
    """

    daily: float = 0.0
    peak_ms: int = 14 * HOUR_MS
    weekly: float = 0.0
    noise: float = 0.0
    bursts: Bursts | None = None
    counters: Counters = "interval"
    native_ms: int | None = None


@frozen
class Imperfections:
    """What goes wrong between a cluster and an index: shares from 0 to 1, times in milliseconds.

    A share of the points arrives up to `late_by_ms` late, after younger ones; a share arrives twice.  The clock of
    each node, and of what measures the network of each cluster, is off by up to `skew_ms` in either direction.
    """

    late: float = 0.0
    late_by_ms: int = 0
    duplicates: float = 0.0
    skew_ms: int = 0
