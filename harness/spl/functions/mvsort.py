"""`mvsort(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data.memberships import in_text_order
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class MvsortFunction(EvalFunction):
    """Sorts the members of a multivalue."""

    name = "mvsort"
    arity = Arity(1, 1)
    signature = "mvsort(value)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "The members in lexicographic order; numbers are sorted as texts.",
        MULTIVALUE,
        (example('mvsort(split("70,9,100,10,b,A", ","))', ["10", "100", "70", "9", "A", "b"]),),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null for null."""
        return in_text_order(call.argument(0))
