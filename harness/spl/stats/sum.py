"""`sum(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, total
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class SumStatistic(StatsFunction):
    """The sum of the numeric values."""

    name = "sum"
    in_mstats = True
    documentation = Documentation(
        "The sum of the values that are numbers; others are passed over; null, not 0, if there are none.",
        AGGREGATE,
        (example("sum(x)", "10"), example("sum(x)", "4", values="1,word,3")),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where no value is a number."""
        return total(values_of(call))
