"""`strftime(time, format)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import numbers, texts
from harness.data.timestamps import render_times
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._clock import zone_of
from harness.spl.functions._pages import DATE_AND_TIME
from harness.spl.functions._shapes import constant_text, example, map_values
from harness.timerange import strftime

if TYPE_CHECKING:
    from harness.data import Column


class StrftimeFunction(EvalFunction):
    """Writes a time as text."""

    name = "strftime"
    arity = Arity(2, 2)
    signature = "strftime(time, format)"
    literal_kinds = ("any", "string")
    documentation = Documentation(
        "The epoch time as the format says, in the time zone of the search.",
        DATE_AND_TIME,
        (
            example('strftime(1700000000, "%F %T")', "2023-11-14 22:13:20"),
            example('strftime(1700000000.5, "%H:%M:%S.%3N")', "22:13:20.500"),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where the time is no number."""
        zone, time, pattern = zone_of(call), call.argument(0), texts(call.argument(1))
        written = constant_text(pattern)
        found = None if written is None else render_times(time, written, zone)
        if found is not None:
            return found
        return map_values(lambda instant, shape: strftime(instant, shape, zone), numbers(time), pattern)
