"""`min(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, minimum
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class MinStatistic(StatsFunction):
    """The smallest value."""

    name = "min"
    in_mstats = True
    documentation = Documentation(
        "The smallest number; where no value is a number, the first text in lexicographic order.",
        AGGREGATE,
        (example("min(x)", "9", values="10,9,30"), example("min(x)", "Zoe", values="ann,Zoe")),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where there are no values."""
        return minimum(values_of(call))
