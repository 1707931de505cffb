"""`strptime(text, format)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._clock import zone_of
from harness.spl.functions._pages import DATE_AND_TIME
from harness.spl.functions._shapes import example, map_values
from harness.timerange import strptime

if TYPE_CHECKING:
    from harness.data import Column


class StrptimeFunction(EvalFunction):
    """Reads a time from text."""

    name = "strptime"
    arity = Arity(2, 2)
    signature = "strptime(text, format)"
    literal_kinds = ("any", "string")
    documentation = Documentation(
        "The epoch time, with six decimals, that the text writes in the format; null where it does not.",
        DATE_AND_TIME,
        (
            example('strptime("2023-12-25", "%F")', "1703462400.000000"),
            example('strptime("2023-11-14T22:13:20+0200", "%Y-%m-%dT%H:%M:%S%z")', "1699992800.000000"),
        ),
        undecided=("A time without date, and text behind what the format reads (see harness.timerange).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Units: epoch seconds."""
        zone, now = zone_of(call), call.context.now

        def parsed(text: str, written: str) -> str | None:
            time = strptime(text, written, zone, now)
            return None if time is None else f"{time:.6f}"

        return map_values(parsed, texts(call.argument(0)), texts(call.argument(1)))
