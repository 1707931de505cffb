"""`upperperc95(field)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._percentiles import INTERPOLATED, NUMBER, Percentile


class UpperpercStatistic(Percentile):
    """The upper bound of an estimated percentile, here the percentile."""

    name = "upperperc"
    pattern = rf"upperperc{NUMBER}"
    in_mstats = True
    documentation = Documentation(
        "The upper bound of the percentile's estimate; up to 1,000 distinct values the percentile itself.",
        AGGREGATE,
        (example("upperperc50(x)", "2.5"),),
        differs=("The exact percentile is given for any number of values.",),
        undecided=(INTERPOLATED,),
    )
