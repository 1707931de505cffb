"""`sparkline(aggregation, span)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.errors import InternalError
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import example

if TYPE_CHECKING:
    from harness.data import Aggregate
    from harness.spl.contract import StatsCall

_PAGE = "https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/chart"


class SparklineStatistic(StatsFunction):
    """A small chart of an aggregation over time: its parts are read and computed by `harness.spl.evaluation`."""

    name = "sparkline"
    documentation = Documentation(
        "The values of an aggregation over the time of the search, as a small chart: a multivalue of a mark and of one "
        "value for each bin of time. In stats and chart only.",
        _PAGE,
        (
            example("sparkline(sum(x), 2s)", ["##__SPARKLINE__##", "1", "5", "4"]),
            example("sparkline(count)", ["##__SPARKLINE__##", "1", "1", "1"], values="a,b,c"),
        ),
        undecided=(
            "What a bin without a value holds where the aggregation is no count: 0.",
            "Which bins are left out where a written span makes too many of them: the last ones.",
        ),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:  # noqa: ARG002
        """Raises: InternalError: a sparkline is made of another aggregation."""
        raise InternalError("a sparkline was computed as an aggregation of its own")
