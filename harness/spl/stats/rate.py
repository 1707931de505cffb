"""`rate(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, rate
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import TIME, example
from harness.spl.stats._shapes import times_of, values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class RateStatistic(StatsFunction):
    """How much a counter grew in a second."""

    name = "rate"
    in_mstats = True
    documentation = Documentation(
        "How much the value grew from the oldest row to the newest, divided by the seconds between them; a counter "
        "that began again at zero is allowed for.",
        TIME,
        (example("rate(x)", "10", values="10,20,30"),),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where there are no two times."""
        return rate(values_of(call), times_of(call), counter=True)
