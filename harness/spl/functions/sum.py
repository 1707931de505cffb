"""`sum(number, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data.figures import sums
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class SumFunction(EvalFunction):
    """Adds numbers up."""

    name = "sum"
    arity = Arity(1, None)
    signature = "sum(number, ...)"
    literal_kinds = ("number",)
    documentation = Documentation(
        "The sum of all arguments and members that are numbers; others are passed over; null if there are none.",
        MATHEMATICAL,
        (
            example("sum(a, b, missing)", "14", given='a=5.0, b="9"'),
            example("sum(a, 2, 3)", "5", given='a="somedata"'),
            example("sum(m, 1)", "7", given='m=split("1,2,3", ",")'),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where no argument is a number."""
        return sums(call.arguments())
