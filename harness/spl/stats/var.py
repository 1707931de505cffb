"""`var(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, variance
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class VarStatistic(StatsFunction):
    """The variance of a sample."""

    name = "var"
    in_mstats = True
    documentation = Documentation(
        "The sample variance (divided by n - 1) of the values that are numbers.",
        AGGREGATE,
        (example("var(x)", "4", values="1,3,5"),),
        undecided=("What one value gives (see harness.data).",),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where no value is a number."""
        return variance(values_of(call), sample=True)
