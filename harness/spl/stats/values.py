"""`values(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, distinct_values
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import MULTIVALUE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class ValuesStatistic(StatsFunction):
    """The distinct values, sorted."""

    name = "values"
    documentation = Documentation(
        "A multivalue of the different values in lexicographic order: digits, upper case, lower case.",
        MULTIVALUE,
        (
            example("values(x)", ["B", "a", "b"], values="b,B,a,b"),
            example("values(x)", ["10", "9"], values="9,10", says="numbers are sorted as texts"),
        ),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Members of multivalues are values; null where there are none."""
        return distinct_values(values_of(call))
