"""`isnull(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class IsnullFunction(EvalFunction):
    """Tells whether a value is null."""

    name = "isnull"
    arity = Arity(1, 1)
    signature = "isnull(value)"
    gives_bool = True
    literal_kinds = ("any",)
    documentation = Documentation(
        "True where the argument is null; an empty string is a value.",
        INFORMATIONAL,
        (
            example('if(isnull(missing), "null", "a value")', "null"),
            example('if(isnull(e), "null", "a value")', "a value", given='e=""'),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Never null."""
        return call.argument(0).is_null()
