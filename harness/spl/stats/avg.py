"""`avg(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, mean
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class AvgStatistic(StatsFunction):
    """The arithmetic mean of the numeric values."""

    name = "avg"
    aliases = ("mean",)
    in_mstats = True
    documentation = Documentation(
        "The mean of the values that are numbers; others are passed over; null if there are none.",
        AGGREGATE,
        (example("avg(x)", "2.5"), example("mean(x)", "2", values="1,word,3")),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where no value is a number."""
        return mean(values_of(call))
