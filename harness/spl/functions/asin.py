"""`asin(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class AsinFunction(NumberFunction):
    """The arc sine."""

    name = "asin"
    signature = "asin(number)"
    documentation = Documentation(
        "The angle in radians whose sine the number is; null outside -1 to 1.",
        TRIGONOMETRIC,
        (example("round(asin(0.5), 4)", "0.5236"),),
    )
