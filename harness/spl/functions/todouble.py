"""`todouble(value, base)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import numbers, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._bases import number_in_base
from harness.spl.functions._pages import CONVERSION
from harness.spl.functions._shapes import example, map_values

if TYPE_CHECKING:
    from harness.data import Column


class TodoubleFunction(EvalFunction):
    """Makes a number of a value."""

    name = "todouble"
    arity = Arity(1, 2)
    signature = "todouble(value [, base])"
    literal_kinds = ("any", "number")
    documentation = Documentation(
        "The number; a text is read in a base from 2 to 36, 10 unless said; null where there is no number.",
        CONVERSION,
        (
            example('todouble("16.50")', "16.5"),
            example('if(isnull(todouble("number")), "no number", "a number")', "no number"),
        ),
        undecided=("How a whole double prints (without decimals here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where the value is no number."""
        if call.count == 1:
            return numbers(call.argument(0))
        return map_values(number_in_base, texts(call.argument(0)), numbers(call.argument(1)))
