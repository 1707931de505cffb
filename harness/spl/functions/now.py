"""`now()`."""

from __future__ import annotations

from harness.data import Column
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import DATE_AND_TIME
from harness.spl.functions._shapes import example


class NowFunction(EvalFunction):
    """Gives the time at which the search started."""

    name = "now"
    arity = Arity(0, 0)
    signature = "now()"
    documentation = Documentation(
        "The start of the search in whole epoch seconds; the same in every row.",
        DATE_AND_TIME,
        (example('if(now() == round(now()), "whole seconds", "fractions")', "whole seconds"),),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Units: epoch seconds."""
        return Column.constant(int(call.context.now // 1), call.height)
