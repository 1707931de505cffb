"""`avg(number, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data.figures import means
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import STATISTICAL
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class AvgFunction(EvalFunction):
    """The mean of numbers."""

    name = "avg"
    arity = Arity(1, None)
    signature = "avg(number, ...)"
    literal_kinds = ("number",)
    documentation = Documentation(
        "The mean of all arguments and members that are numbers; others are passed over; null if there are none.",
        STATISTICAL,
        (
            example("avg(2, 4, 9)", "5"),
            example("avg(a, 2, 3)", "2.5", given='a="somedata"'),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where no argument is a number."""
        return means(call.arguments())
