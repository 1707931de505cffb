"""`atan2(y, x)`."""

from __future__ import annotations

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class Atan2Function(NumberFunction):
    """The angle of a point."""

    name = "atan2"
    arity = Arity(2, 2)
    signature = "atan2(y, x)"
    documentation = Documentation(
        "The angle in radians between the x axis and the point (x, y).",
        TRIGONOMETRIC,
        (example("round(atan2(1, 2), 4)", "0.4636"),),
    )
