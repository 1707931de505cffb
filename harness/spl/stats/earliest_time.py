"""`earliest_time(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, earliest_time
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import TIME, example
from harness.spl.stats._shapes import times_of, values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class EarliestTimeStatistic(StatsFunction):
    """The time of the oldest value."""

    name = "earliest_time"
    in_mstats = True
    documentation = Documentation(
        "The smallest _time, in epoch seconds, of the rows that have a value.",
        TIME,
        (example("earliest_time(x)", "1"),),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Units: epoch seconds."""
        return earliest_time(values_of(call), times_of(call))
