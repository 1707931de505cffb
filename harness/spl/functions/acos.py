"""`acos(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TRIGONOMETRIC
from harness.spl.functions._shapes import NumberFunction, example


class AcosFunction(NumberFunction):
    """The arc cosine."""

    name = "acos"
    signature = "acos(number)"
    documentation = Documentation(
        "The angle in radians whose cosine the number is; null outside -1 to 1.",
        TRIGONOMETRIC,
        (example("round(acos(0.5), 4)", "1.0472"),),
    )
