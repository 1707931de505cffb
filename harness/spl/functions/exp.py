"""`exp(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import NumberFunction, example


class ExpFunction(NumberFunction):
    """Raises e to a power."""

    name = "exp"
    signature = "exp(number)"
    documentation = Documentation(
        "e to the power of the number.", MATHEMATICAL, (example("round(exp(1), 4)", "2.7183"),)
    )
