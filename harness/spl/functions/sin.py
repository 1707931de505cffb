"""`sin(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class SinFunction(NumberFunction):
    """The sine of an angle."""

    name = "sin"
    signature = "sin(number)"
    documentation = Documentation(
        "The sine of an angle in radians.",
        TRIGONOMETRIC,
        (example("round(sin(2), 4)", "0.9093"),),
    )
