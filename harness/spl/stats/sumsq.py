"""`sumsq(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, sum_of_squares
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class SumsqStatistic(StatsFunction):
    """The sum of the squares of the numeric values."""

    name = "sumsq"
    in_mstats = True
    documentation = Documentation(
        "The sum of the squares of the values that are numbers.",
        AGGREGATE,
        (example("sumsq(x)", "30"),),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where no value is a number."""
        return sum_of_squares(values_of(call))
