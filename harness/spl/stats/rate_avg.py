"""`rate_avg(metric)`."""

from __future__ import annotations

from harness.spl.contract import Documentation, Example
from harness.spl.stats._pages import TIME
from harness.spl.stats._shapes import RefusedStatistic


class RateAvgStatistic(RefusedStatistic):
    """The mean of the rates of the time series of a counter."""

    name = "rate_avg"
    in_mstats = True
    refusal = "it needs the time series of metrics, which only mstats has"
    documentation = Documentation(
        "The rate of each time series of a counter metric, averaged; for mstats only.",
        TIME,
        (Example("| mstats rate_avg(requests) WHERE index=m BY host"),),
    )
