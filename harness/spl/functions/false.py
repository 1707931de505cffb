"""`false()`."""

from __future__ import annotations

from harness.data import Column
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import example


class FalseFunction(EvalFunction):
    """Gives the truth value false."""

    name = "false"
    arity = Arity(0, 0)
    signature = "false()"
    gives_bool = True
    documentation = Documentation(
        "False.",
        CONDITIONAL,
        (example('if(false(), "yes", "no")', "no"),),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """False in each row."""
        return Column.constant(False, call.height)
