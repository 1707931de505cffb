"""`atanh(number)`."""

from __future__ import annotations

from math import atanh

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class AtanhFunction(NumberFunction):
    """The inverse hyperbolic tangent."""

    name = "atanh"
    signature = "atanh(number)"
    kernel = staticmethod(atanh)
    documentation = Documentation(
        "The number whose hyperbolic tangent this is; null outside -1 to 1.",
        TRIGONOMETRIC,
        (example("round(atanh(0.5), 4)", "0.5493"),),
    )
