"""`earliest(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, earliest
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import TIME, example
from harness.spl.stats._shapes import times_of, values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class EarliestStatistic(StatsFunction):
    """The value of the oldest row."""

    name = "earliest"
    in_mstats = True
    documentation = Documentation(
        "The value of the row with the smallest _time among those that have one.",
        TIME,
        (example("earliest(x)", "b", values="b,a,c"),),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Rows without `_time` are passed over."""
        return earliest(values_of(call), times_of(call))
