"""`case(condition, value, ..)`."""

from __future__ import annotations

from harness.data import Column, choose
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import condition, example


class CaseFunction(EvalFunction):
    """Gives the value that stands behind the first condition that is true."""

    name = "case"
    arity = Arity(2, None, even=True)
    signature = "case(condition, value, ...)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "The value behind the first condition that is true; null if none is. A null condition is not true.",
        CONDITIONAL,
        (
            example('case(code==200, "fine", code==404, "missing", true(), "other")', "missing", given="code=404"),
            example('if(isnull(case(1==2, "x")), "nothing", "something")', "nothing"),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where no condition is true."""
        conditions = [condition(call, i) for i in range(0, call.count, 2)]
        values = [call.argument(i) for i in range(1, call.count, 2)]
        return choose(conditions, values, Column.nulls(call.height))
