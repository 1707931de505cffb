"""`range(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, spread
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class RangeStatistic(StatsFunction):
    """The distance between the smallest and the largest number."""

    name = "range"
    in_mstats = True
    documentation = Documentation(
        "The largest minus the smallest of the values that are numbers.",
        AGGREGATE,
        (example("range(x)", "21", values="10,9,30,word"),),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where no value is a number."""
        return spread(values_of(call))
