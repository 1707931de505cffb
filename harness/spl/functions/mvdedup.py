"""`mvdedup(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data.memberships import without_repetitions
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class MvdedupFunction(EvalFunction):
    """Removes repeated members."""

    name = "mvdedup"
    arity = Arity(1, 1)
    signature = "mvdedup(value)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "Each member once, where it first stood; letter case counts.",
        MULTIVALUE,
        (example('mvdedup(split("b,a,b,B", ","))', ["b", "a", "B"]),),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null for null."""
        return without_repetitions(call.argument(0))
