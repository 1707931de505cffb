"""`if(condition, value, otherwise)`."""

from __future__ import annotations

from harness.data import Column, choose
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import condition, example


class IfFunction(EvalFunction):
    """Gives one of two values, as a condition decides."""

    name = "if"
    arity = Arity(3, 3)
    signature = "if(condition, value, otherwise)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "The second argument where the condition is true, the third where it is false or null.",
        CONDITIONAL,
        (
            example('if(1==1, "yes", "no")', "yes"),
            example('if(missing=="x", "same", "else")', "else", says="a null condition takes the last argument"),
        ),
        undecided=("Whether a null condition takes the last argument (it does here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Undecided: a null condition takes the last argument."""
        return choose([condition(call, 0)], [call.argument(1)], call.argument(2))
