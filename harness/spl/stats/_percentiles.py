"""What the percentile functions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import percentile
from harness.errors import InternalError
from harness.spl.contract import StatsFunction
from harness.spl.stats._shapes import values_of

if TYPE_CHECKING:
    from harness.data import Aggregate
    from harness.spl.contract import StatsCall

NUMBER = r"(100(?:\.0+)?|\d{1,2}(?:\.\d+)?)"
"""A percentage from 0 to 100, decimals allowed."""

INTERPOLATED = "The page describes both nearest rank and interpolation; its examples, and a measurement, interpolate."


class Percentile(StatsFunction):
    """A percentile of the numeric values, by linear interpolation between neighbours."""

    def aggregate(self, call: StatsCall) -> Aggregate:
        """Null where no value is a number."""
        if call.parameter is None:
            raise InternalError(f'"{self.name}" was called without its percentage')
        return percentile(values_of(call), call.parameter)
