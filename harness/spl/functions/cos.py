"""`cos(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class CosFunction(NumberFunction):
    """The cosine of an angle."""

    name = "cos"
    signature = "cos(number)"
    documentation = Documentation(
        "The cosine of an angle in radians.",
        TRIGONOMETRIC,
        (example("round(cos(2), 4)", "-0.4161"),),
    )
