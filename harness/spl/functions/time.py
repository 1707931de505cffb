"""`time()`."""

from __future__ import annotations

from harness.data import Column
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import DATE_AND_TIME
from harness.spl.functions._shapes import example


class TimeFunction(EvalFunction):
    """Gives the time of day, here that of the search."""

    name = "time"
    arity = Arity(0, 0)
    signature = "time()"
    documentation = Documentation(
        "The wall-clock time in epoch seconds with microseconds.",
        DATE_AND_TIME,
        (example('if(isnum(time()), "a number", "no number")', "a number"),),
        differs=("The start of the search in every row, so that a search over the same data gives the same results.",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Units: epoch seconds. Differs: the start of the search."""
        return Column.constant(f"{call.context.now:.6f}", call.height)
