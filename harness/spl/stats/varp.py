"""`varp(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, variance
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class VarpStatistic(StatsFunction):
    """The variance of a population."""

    name = "varp"
    in_mstats = True
    documentation = Documentation(
        "The population variance (divided by n) of the values that are numbers.",
        AGGREGATE,
        (example("varp(x)", "1.25"),),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where no value is a number."""
        return variance(values_of(call), sample=False)
