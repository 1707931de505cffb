"""`per_day(field)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.stats._pages import TIME
from harness.spl.stats._shapes import RateStatistic


class PerDayStatistic(RateStatistic):
    """The sum of a field for each day of a time bucket."""

    name = "per_day"
    unit_s = 86400
    refusal = "it needs the width of the time buckets, which only timechart has"
    documentation = Documentation("The sum of the values scaled to one day; for timechart only.", TIME)
