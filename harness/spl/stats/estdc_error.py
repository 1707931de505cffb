"""`estdc_error(field)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, Column, count_true
from harness.spl.contract import Documentation, StatsFunction
from harness.spl.stats._pages import AGGREGATE, example
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.spl.contract import StatsCall


class EstdcErrorStatistic(StatsFunction):
    """The relative error of `estdc`, which is exact here."""

    name = "estdc_error"
    documentation = Documentation(
        "The theoretical relative error of the estimated distinct count.",
        AGGREGATE,
        (example("estdc_error(x)", "0", values="a,b,a"),),
        differs=("0 always, since estdc counts exactly here.",),
    )

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Differs: 0, always."""
        return count_true(Column.constant(value=False, height=len(values_of(call))))
