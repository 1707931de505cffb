"""`abs(number)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import NumberFunction, example


class AbsFunction(NumberFunction):
    """The magnitude of a number."""

    name = "abs"
    signature = "abs(number)"
    documentation = Documentation("The number without its sign.", MATHEMATICAL, (example("abs(-3.5)", "3.5"),))
