"""`pow(number, exponent)`."""

from __future__ import annotations

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import NumberFunction, example


class PowFunction(NumberFunction):
    """Raises a number to a power."""

    name = "pow"
    arity = Arity(2, 2)
    signature = "pow(number, exponent)"
    documentation = Documentation(
        "The number to the power of the exponent; null where there is no finite one.",
        MATHEMATICAL,
        (example("pow(2, 53) - 1", "9007199254740991"), example("pow(2.5, 2)", "6.25")),
        undecided=("One measurement saw the result rounded to the decimals of the number as written (not so here).",),
    )
