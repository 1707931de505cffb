"""`last(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, last
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import EVENT_ORDER, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class LastStatistic(StatsFunction):
    """The last value in row order."""

    name = "last"
    documentation = Documentation(
        "The value of the last row that has one; raw events come newest first.",
        EVENT_ORDER,
        (example("last(x)", "c", values="b,a,c"),),
        undecided=("What a multivalue gives: all its members, or one (see harness.data).",),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where there are no values."""
        return last(values_of(call))
