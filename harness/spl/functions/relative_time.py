"""`relative_time(time, modifier)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import numbers, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._clock import modifier, zone_of
from harness.spl.functions._pages import DATE_AND_TIME
from harness.spl.functions._shapes import example, map_values

if TYPE_CHECKING:
    from harness.data import Column


class RelativeTimeFunction(EvalFunction):
    """Applies a time modifier to a time."""

    name = "relative_time"
    arity = Arity(2, 2)
    signature = "relative_time(time, modifier)"
    literal_kinds = ("any", "string")
    documentation = Documentation(
        "The epoch time that a modifier such as -1d@d makes of an epoch time.",
        DATE_AND_TIME,
        (
            example('strftime(relative_time(1700055930, "-1d@d+3h"), "%F %T")', "2023-11-14 03:00:00"),
            example('strftime(relative_time(1700055930, "@w1"), "%F %T")', "2023-11-13 00:00:00"),
        ),
        undecided=(
            "A month back from a day that the month before lacks (its last day here).",
            "Whether a whole second prints with six decimals, as that of strptime does (not so here).",
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Units: epoch seconds. Null where the modifier of a row is none, or leads out of the years 1 to 9999."""
        zone = zone_of(call)

        def resolved(time: float, text: str) -> float | None:
            found = modifier(text)
            try:
                return None if found is None else found.resolve(time, zone)
            except ValueError:
                return None

        return map_values(resolved, numbers(call.argument(0)), texts(call.argument(1)))
