"""`validate(condition, value, ..)`."""

from __future__ import annotations

from harness.data import Column, choose, not_
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import condition, example


class ValidateFunction(EvalFunction):
    """Gives the value that stands behind the first condition that is false."""

    name = "validate"
    arity = Arity(2, None, even=True)
    signature = "validate(condition, value, ...)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "The value behind the first condition that is false; null if all are true.",
        CONDITIONAL,
        (
            example(
                'validate(isint(port), "no whole number", port < 65536, "too large")', "too large", given="port=70000"
            ),
        ),
        undecided=("A null condition (it is not false here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Undecided: a null condition is passed over."""
        conditions = [not_(condition(call, i)) for i in range(0, call.count, 2)]
        values = [call.argument(i) for i in range(1, call.count, 2)]
        return choose(conditions, values, Column.nulls(call.height))
