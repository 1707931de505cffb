"""What the percentile functions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import percentile
from harness.errors import SplArgumentError
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
        """Null where no value is a number.

        Raises: SplArgumentError without a percentage.
        """
        if call.parameter is None:
            raise SplArgumentError(f'"{self.name}" needs a percentage in its name, such as {self.name}95')
        return percentile(values_of(call), call.parameter)
