"""`perc95(field)`, `p95(field)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._percentiles import INTERPOLATED, NUMBER, Percentile


class PercStatistic(Percentile):
    """The value below which so many per cent of the values lie."""

    name = "perc"
    aliases = ("p",)
    pattern = rf"(?:perc|p){NUMBER}"
    in_mstats = True
    documentation = Documentation(
        "The percentile of the values that are numbers, from 0 to 100, decimals allowed: perc95, p99.9.",
        AGGREGATE,
        (
            example("perc50(x)", "2.5"),
            example("p75(x)", "3.25"),
        ),
        differs=("Splunk approximates from 1,000 distinct values on; the percentile is exact here.",),
        undecided=(INTERPOLATED,),
    )
