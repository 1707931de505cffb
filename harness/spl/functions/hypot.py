"""`hypot(x, y)`."""

from __future__ import annotations

from math import hypot

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class HypotFunction(NumberFunction):
    """The length of a hypotenuse."""

    name = "hypot"
    arity = Arity(2, 2)
    signature = "hypot(x, y)"
    kernel = staticmethod(hypot)
    documentation = Documentation(
        "The square root of the sum of the squares of the two numbers.",
        TRIGONOMETRIC,
        (example("hypot(3, 4)", "5"),),
    )
