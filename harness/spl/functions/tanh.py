"""`tanh(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class TanhFunction(NumberFunction):
    """The hyperbolic tangent."""

    name = "tanh"
    signature = "tanh(number)"
    documentation = Documentation(
        "The hyperbolic tangent of the number.",
        TRIGONOMETRIC,
        (example("round(tanh(1), 4)", "0.7616"),),
    )
