"""`isnotnull(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class IsnotnullFunction(EvalFunction):
    """Tells whether a value is there."""

    name = "isnotnull"
    arity = Arity(1, 1)
    signature = "isnotnull(value)"
    gives_bool = True
    literal_kinds = ("any",)
    documentation = Documentation(
        "True where the argument is not null; an empty string is a value.",
        INFORMATIONAL,
        (example('if(isnotnull(a), "there", "missing")', "there", given='a="x"'),),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Never null."""
        return call.argument(0).is_not_null()
