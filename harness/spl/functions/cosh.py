"""`cosh(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class CoshFunction(NumberFunction):
    """The hyperbolic cosine."""

    name = "cosh"
    signature = "cosh(number)"
    documentation = Documentation(
        "The hyperbolic cosine of the number.",
        TRIGONOMETRIC,
        (example("round(cosh(1), 4)", "1.5431"),),
    )
