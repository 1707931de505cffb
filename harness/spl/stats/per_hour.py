"""`per_hour(field)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.stats._pages import TIME
from harness.spl.stats._shapes import RateStatistic


class PerHourStatistic(RateStatistic):
    """The sum of a field for each hour of a time bucket."""

    name = "per_hour"
    unit_s = 3600
    refusal = "it needs the width of the time buckets, which only timechart has"
    documentation = Documentation("The sum of the values scaled to one hour; for timechart only.", TIME)
