"""What the files of this folder share: the argument that an aggregation must have, and its times."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from harness.data import Column
from harness.errors import InternalError, SplUnsupportedError
from harness.spl.contract import StatsFunction

if TYPE_CHECKING:
    from harness.data import Aggregate
    from harness.spl.contract import StatsCall


def values_of(call: StatsCall) -> Column:
    """The values of the argument."""
    if call.values is None:
        raise InternalError("a statistical function that takes an argument was called without one")
    return call.values


def times_of(call: StatsCall) -> Column:
    """`_time` of each row; null where the rows have none."""
    return Column.nulls(len(values_of(call))) if call.time is None else call.time


class RefusedStatistic(StatsFunction):
    """A function that Splunk has and the embedded engine does not compute."""

    def aggregate(self, call: StatsCall) -> Aggregate:  # noqa: ARG002
        """Raises: SplUnsupportedError, always."""
        raise SplUnsupportedError(f'the embedded engine does not compute "{self.name}": {self.refusal}')


class RateStatistic(RefusedStatistic):
    """A sum for each unit of time, which `timechart` computes from the width of its bins; nothing else knows that."""

    unit_s: ClassVar[int]
