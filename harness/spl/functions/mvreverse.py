"""`mvreverse(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import collected, example, members_of

if TYPE_CHECKING:
    from harness.data import Column, Value


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
        return map_scalars(_reversed, texts(call.argument(0)))


def _reversed(value: Value) -> Value:
    return collected(members_of(value)[::-1])
