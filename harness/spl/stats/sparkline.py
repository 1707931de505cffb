"""`sparkline(aggregation, span)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.stats._pages import AGGREGATE
from harness.spl.stats._shapes import RefusedStatistic


class SparklineStatistic(RefusedStatistic):
    """A small chart of an aggregation over time."""

    name = "sparkline"
    refusal = "a sparkline is a picture; chart the aggregation over time instead"
    documentation = Documentation(
        "The values of an aggregation over the time of the search, as a small chart.", AGGREGATE
    )
