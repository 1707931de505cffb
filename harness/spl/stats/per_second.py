"""`per_second(field)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.stats._pages import TIME
from harness.spl.stats._shapes import RateStatistic


class PerSecondStatistic(RateStatistic):
    """The sum of a field for each second of a time bucket."""

    name = "per_second"
    unit_s = 1
    refusal = "it needs the width of the time buckets, which only timechart has"
    documentation = Documentation("The sum of the values scaled to one second; for timechart only.", TIME)
