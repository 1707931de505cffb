"""`list(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, listed
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import MULTIVALUE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class ListStatistic(StatsFunction):
    """All values, in the order of the rows."""

    name = "list"
    documentation = Documentation(
        "A multivalue of the values in row order, repeated ones too, up to a limit (list_maxsize, 100).",
        MULTIVALUE,
        (example("list(x)", ["b", "a", "b"], values="b,a,b"),),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Members of multivalues are values; null where there are none."""
        return listed(values_of(call), call.settings.limits.list_maxsize)
