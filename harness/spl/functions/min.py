"""`min(value, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import STATISTICAL
from harness.spl.functions._ranking import extreme
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class MinFunction(EvalFunction):
    """The least of several values."""

    name = "min"
    arity = Arity(1, None)
    signature = "min(value, ...)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "The least of all arguments and members; numbers are less than texts, null takes no part.",
        STATISTICAL,
        (
            example('min(4, 19, 7, "ann")', "4"),
            example('min("10", "9")', "10", says="literal texts are compared as texts"),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """The value as it was written."""
        return extreme(call, min)
