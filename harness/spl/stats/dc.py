"""`dc(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, distinct_count
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class DcStatistic(StatsFunction):
    """Counts distinct values."""

    name = "dc"
    aliases = ("distinct_count",)
    documentation = Documentation(
        "How many different values there are, compared as texts, letter case included.",
        AGGREGATE,
        (example("dc(x)", "3", values="a,A,a,b"), example("dc(nosuch)", "0")),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Never null: 0 where there are no values."""
        return distinct_count(values_of(call))
