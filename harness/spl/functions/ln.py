"""`ln(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import NumberFunction, example


class LnFunction(NumberFunction):
    """The natural logarithm."""

    name = "ln"
    signature = "ln(number)"
    documentation = Documentation(
        "The natural logarithm; null for 0 and below.",
        MATHEMATICAL,
        (example("round(ln(10), 4)", "2.3026"), example('if(isnull(ln(0)), "null", "a number")', "null")),
    )
