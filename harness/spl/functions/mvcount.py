"""`mvcount(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data.multivalue import member_counts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class MvcountFunction(EvalFunction):
    """Counts the members of a multivalue."""

    name = "mvcount"
    arity = Arity(1, 1)
    signature = "mvcount(value)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "How many members the value has: 1 for a single value, null (never 0) for none.",
        MULTIVALUE,
        (
            example('mvcount(split("a,b,c", ","))', "3"),
            example('if(isnull(mvcount(missing)), "null", "a number")', "null"),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null for null."""
        return member_counts(call.argument(0))
