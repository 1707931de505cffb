"""`true()`."""

from __future__ import annotations

from harness.data import Column
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import example


class TrueFunction(EvalFunction):
    """Gives the truth value true."""

    name = "true"
    arity = Arity(0, 0)
    signature = "true()"
    gives_bool = True
    documentation = Documentation(
        "True; most often the last condition of a case.",
        CONDITIONAL,
        (example('case(1==2, "a", true(), "default")', "default"),),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """True in each row."""
        return Column.constant(True, call.height)
