"""`stdevp(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, deviation
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class StdevpStatistic(StatsFunction):
    """The standard deviation of a population."""

    name = "stdevp"
    in_mstats = True
    documentation = Documentation(
        "The population standard deviation (divided by n) of the values that are numbers.",
        AGGREGATE,
        (example("stdevp(x)", "2", values="2,4,4,4,5,5,7,9"),),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where no value is a number."""
        return deviation(values_of(call), sample=False)
