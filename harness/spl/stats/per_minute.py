"""`per_minute(field)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.stats._pages import TIME
from harness.spl.stats._shapes import RateStatistic


class PerMinuteStatistic(RateStatistic):
    """The sum of a field for each minute of a time bucket."""

    name = "per_minute"
    unit_s = 60
    refusal = "it needs the width of the time buckets, which only timechart has"
    documentation = Documentation("The sum of the values scaled to one minute; for timechart only.", TIME)
