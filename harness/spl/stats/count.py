"""`count`, `count(field)`, `count(eval(..))`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, Kind, count_rows, count_true, count_values
from harness.spl.contract import Documentation, Example, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class CountStatistic(StatsFunction):
    """Counts rows, values, or the rows for which a condition is true."""

    name = "count"
    aliases = ("c",)
    argument_optional = True
    in_mstats = True
    documentation = Documentation(
        "Without argument how many rows there are; with a field how many values it has; with eval(condition) for how "
        "many rows the condition is true.",
        AGGREGATE,
        (
            example("count", "4"),
            example("count(eval(x > 2))", "2"),
            Example('| makeresults | eval m=split("a,b", ",") | stats count(m) AS r', [{"r": "2"}]),
        ),
        undecided=("Whether each member of a multivalue counts (it does here).",),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Never null: 0 where there is nothing to count."""
        if call.values is None:
            return count_rows()
        return count_true(call.values) if call.values.kind is Kind.BOOL else count_values(call.values)
