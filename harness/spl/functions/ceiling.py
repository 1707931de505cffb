"""`ceiling(number)`, `ceil(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import NumberFunction, example


class CeilingFunction(NumberFunction):
    """Rounds a number up."""

    name = "ceiling"
    aliases = ("ceil",)
    signature = "ceiling(number)"
    documentation = Documentation(
        "The least whole number that is not below the number.",
        MATHEMATICAL,
        (example("ceiling(1.9)", "2"), example("ceil(-1.9)", "-1")),
    )
