"""`median(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, median
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class MedianStatistic(StatsFunction):
    """The middle value."""

    name = "median"
    in_mstats = True
    documentation = Documentation(
        "The middle one of the values that are numbers, or the higher of the two in the middle.",
        AGGREGATE,
        (example("median(x)", "30", values="10,20,30,45,50"), example("median(x)", "3", values="1,2,3,4")),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where no value is a number."""
        return median(values_of(call))
