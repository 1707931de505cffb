"""`null()`."""

from __future__ import annotations

from harness.data import Column
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import example


class NullFunction(EvalFunction):
    """Gives null."""

    name = "null"
    arity = Arity(0, 0)
    signature = "null()"
    documentation = Documentation(
        "Null; a field that is set to it is removed.",
        CONDITIONAL,
        (example('if(isnull(null()), "null", "a value")', "null"),),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null in each row."""
        return Column.nulls(call.height)
