"""`toint(value, base)`."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from harness.data import numbers, texts
from harness.data.figures import number_function
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._bases import number_in_base
from harness.spl.functions._pages import CONVERSION
from harness.spl.functions._shapes import example, map_values

if TYPE_CHECKING:
    from harness.data import Column


class TointFunction(EvalFunction):
    """Makes a whole number of a value."""

    name = "toint"
    arity = Arity(1, 2)
    signature = "toint(value [, base])"
    literal_kinds = ("any", "number")
    documentation = Documentation(
        "The number rounded down; a text is read in a base from 2 to 36, 10 unless said; null where there is none.",
        CONVERSION,
        (example("toint(3.99)", "3"), example('toint("7.8")', "7"), example('toint("ff", 16)', "255")),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where the value is no number."""
        if call.count == 1:
            return number_function("floor", call.argument(0))
        return map_values(_floored, texts(call.argument(0)), numbers(call.argument(1)))


def _floored(text: str, base: float) -> int | None:
    number = number_in_base(text, base)
    return None if number is None else floor(number)
