"""`mvreverse(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data.memberships import turned_round
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class MvreverseFunction(EvalFunction):
    """Turns the order of members round."""

    name = "mvreverse"
    arity = Arity(1, 1)
    signature = "mvreverse(value)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "The members, last one first.",
        MULTIVALUE,
        (example('mvreverse(split("1,2,3", ","))', ["3", "2", "1"]),),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null for null."""
        return turned_round(call.argument(0))
