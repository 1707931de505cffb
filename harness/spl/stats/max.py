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
        "The largest number; where no value is a number, the last text in lexicographic order.",
        AGGREGATE,
        (example("max(x)", "30", values="10,9,30"), example("max(x)", "ann", values="ann,Zoe")),
        differs=("Numbers and texts mixed give the number, as measured on 10.4.2; the page ranks texts higher.",),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where there are no values."""
        return maximum(values_of(call))
