"""`nullif(value, other)`."""

from __future__ import annotations

from harness.data import Column, choose, compare
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import example


class NullifFunction(EvalFunction):
    """Gives its first argument unless the second equals it."""

    name = "nullif"
    arity = Arity(2, 2)
    signature = "nullif(value, other)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "The first argument; null where the two are equal.",
        CONDITIONAL,
        (
            example('nullif("a", "b")', "a"),
            example('if(isnull(nullif(a, "x")), "null", "a value")', "null", given='a="x"'),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Equal as `=` has it."""
        value, other = call.arguments()
        return choose([compare(value, "=", other)], [Column.nulls(call.height)], value)
