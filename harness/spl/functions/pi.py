"""`pi()`."""

from __future__ import annotations

from harness.data import Column
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import example

_ELEVEN_DECIMALS = 3.14159265358


class PiFunction(EvalFunction):
    """Gives the number pi."""

    name = "pi"
    arity = Arity(0, 0)
    signature = "pi()"
    documentation = Documentation(
        "The number pi with eleven decimals.",
        MATHEMATICAL,
        (example("pi()", "3.14159265358"),),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """The same in each row."""
        return Column.constant(_ELEVEN_DECIMALS, call.height)
