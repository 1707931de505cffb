"""`max(value, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import STATISTICAL
from harness.spl.functions._ranking import extreme
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class MaxFunction(EvalFunction):
    """The greatest of several values."""

    name = "max"
    arity = Arity(1, None)
    signature = "max(value, ...)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "The greatest of all arguments and members; texts are greater than numbers, null takes no part.",
        STATISTICAL,
        (
            example('max(1, 8, "pear", 3)', "pear"),
            example("max(n, 9)", "10", given='n="10"'),
            example("max(m)", "6", given='m=split("1,3,6,2", ",")'),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """The value as it was written."""
        return extreme(call, max)
