"""`sinh(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class SinhFunction(NumberFunction):
    """The hyperbolic sine."""

    name = "sinh"
    signature = "sinh(number)"
    documentation = Documentation(
        "The hyperbolic sine of the number.",
        TRIGONOMETRIC,
        (example("round(sinh(1), 4)", "1.1752"),),
    )
