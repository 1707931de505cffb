"""`round(number, decimals)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Column, numbers
from harness.data.figures import rounded
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import constant_number, example, map_values

if TYPE_CHECKING:
    from harness.data import Value


class RoundFunction(EvalFunction):
    """Rounds a number, halves away from zero."""

    name = "round"
    arity = Arity(1, 2)
    signature = "round(number [, decimals])"
    literal_kinds = ("number", "number")
    documentation = Documentation(
        "The number rounded to so many decimals, 0 unless said; halves go away from zero and asked-for zeros are kept.",
        MATHEMATICAL,
        (
            example("round(3.5)", "4"),
            example("round(-2.5)", "-3"),
            example("round(2.555, 2)", "2.56", says="the written decimal is rounded, not its binary neighbour"),
            example("round(10, 2)", "10.00"),
        ),
        undecided=("What negative decimals do (the page does not allow them; null here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Text with the asked-for decimals, or a whole number."""
        number, *places = call.arguments()
        decimals = constant_number(places[0]) if places else 0
        if decimals is None:
            return map_values(_rounded, numbers(number), *map(numbers, places))
        return rounded(number, int(decimals)) if decimals >= 0 else Column.nulls(call.height)


def _rounded(number: float, decimals: float) -> Value:
    """One number, where the decimals differ from row to row."""
    return None if decimals < 0 else rounded(Column.of([number]), int(decimals)).values()[0]
