"""`exactperc95(field)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._percentiles import INTERPOLATED, NUMBER, Percentile


class ExactpercStatistic(Percentile):
    """The exact percentile."""

    name = "exactperc"
    pattern = rf"exactperc{NUMBER}"
    documentation = Documentation(
        "The percentile of the values that are numbers, however many there are.",
        AGGREGATE,
        (example("exactperc50(x)", "2.5"),),
        undecided=(INTERPOLATED,),
    )
