"""`latest_time(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, latest_time
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import TIME, example
from harness.spl.stats._shapes import times_of, values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class LatestTimeStatistic(StatsFunction):
    """The time of the newest value."""

    name = "latest_time"
    in_mstats = True
    documentation = Documentation(
        "The largest _time, in epoch seconds, of the rows that have a value.",
        TIME,
        (example("latest_time(x)", "4"),),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Units: epoch seconds."""
        return latest_time(values_of(call), times_of(call))
