"""`sqrt(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import NumberFunction, example


class SqrtFunction(NumberFunction):
    """The square root."""

    name = "sqrt"
    signature = "sqrt(number)"
    documentation = Documentation(
        "The square root; null for a negative number.",
        MATHEMATICAL,
        (example("sqrt(144)", "12"), example('if(isnull(sqrt(-1)), "null", "a number")', "null")),
    )
