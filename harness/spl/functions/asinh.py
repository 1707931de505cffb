"""`asinh(number)`."""

from __future__ import annotations

from math import asinh

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class AsinhFunction(NumberFunction):
    """The inverse hyperbolic sine."""

    name = "asinh"
    signature = "asinh(number)"
    kernel = staticmethod(asinh)
    documentation = Documentation(
        "The number whose hyperbolic sine this is.",
        TRIGONOMETRIC,
        (example("round(asinh(1), 4)", "0.8814"),),
    )
