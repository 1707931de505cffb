"""`latest(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, latest
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import TIME, example
from harness.spl.stats._shapes import times_of, values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class LatestStatistic(StatsFunction):
    """The value of the newest row."""

    name = "latest"
    in_mstats = True
    documentation = Documentation(
        "The value of the row with the largest _time among those that have one.",
        TIME,
        (example("latest(x)", "c", values="b,a,c"),),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Rows without `_time` are passed over."""
        return latest(values_of(call), times_of(call))
