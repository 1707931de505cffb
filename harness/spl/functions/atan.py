"""`atan(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class AtanFunction(NumberFunction):
    """The arc tangent."""

    name = "atan"
    signature = "atan(number)"
    documentation = Documentation(
        "The angle in radians whose tangent the number is.",
        TRIGONOMETRIC,
        (example("round(atan(0.5), 4)", "0.4636"),),
    )
