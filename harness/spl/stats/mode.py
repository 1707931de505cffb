"""`mode(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, mode
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class ModeStatistic(StatsFunction):
    """The most frequent value."""

    name = "mode"
    documentation = Documentation(
        "The value that occurs most often; values are compared as texts.",
        AGGREGATE,
        (example("mode(x)", "b", values="a,b,b,c"),),
        undecided=("Which one of several equally frequent values (see harness.data).",),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where there are no values."""
        return mode(values_of(call))
