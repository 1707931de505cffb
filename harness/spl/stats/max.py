"""`max(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, maximum
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class MaxStatistic(StatsFunction):
    """The largest value."""

    name = "max"
    in_mstats = True
    documentation = Documentation(
        "The last text in lexicographic order; where every value is a number, the largest one.",
        AGGREGATE,
        (example("max(x)", "30", values="10,9,30"), example("max(x)", "ann", values="ann,Zoe")),
        undecided=("Numbers and texts mixed: the page ranks texts higher; measurements of 10.4.2 give a number.",),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where there are no values."""
        return maximum(values_of(call))
