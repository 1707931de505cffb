"""`tan(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class TanFunction(NumberFunction):
    """The tangent of an angle."""

    name = "tan"
    signature = "tan(number)"
    documentation = Documentation(
        "The tangent of an angle in radians.",
        TRIGONOMETRIC,
        (example("round(tan(0.5), 4)", "0.5463"),),
    )
