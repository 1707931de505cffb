"""`floor(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import NumberFunction, example


class FloorFunction(NumberFunction):
    """Rounds a number down."""

    name = "floor"
    signature = "floor(number)"
    documentation = Documentation(
        "The greatest whole number that is not above the number.",
        MATHEMATICAL,
        (example("floor(1.9)", "1"), example("floor(-1.1)", "-2")),
    )
