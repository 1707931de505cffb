"""`acosh(number)`."""

from __future__ import annotations

from math import acosh

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class AcoshFunction(NumberFunction):
    """The inverse hyperbolic cosine."""

    name = "acosh"
    signature = "acosh(number)"
    kernel = staticmethod(acosh)
    documentation = Documentation(
        "The number whose hyperbolic cosine this is; null below 1.",
        TRIGONOMETRIC,
        (example("round(acosh(3), 4)", "1.7627"),),
    )
