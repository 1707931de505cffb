"""`stdev(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, deviation
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class StdevStatistic(StatsFunction):
    """The standard deviation of a sample."""

    name = "stdev"
    in_mstats = True
    documentation = Documentation(
        "The sample standard deviation (divided by n - 1) of the values that are numbers.",
        AGGREGATE,
        (example("stdev(x)", "2", values="1,3,5"),),
        undecided=("What one value gives (see harness.data).",),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where no value is a number."""
        return deviation(values_of(call), sample=True)
