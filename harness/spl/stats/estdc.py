"""`estdc(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, distinct_count
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class EstdcStatistic(StatsFunction):
    """Counts distinct values, here without estimating."""

    name = "estdc"
    documentation = Documentation(
        "How many different values there are.",
        AGGREGATE,
        (example("estdc(x)", "2", values="a,b,a"),),
        differs=("Splunk estimates from 1,000 distinct values on; the count is exact here.",),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Differs: exact, however many there are."""
        return distinct_count(values_of(call))
