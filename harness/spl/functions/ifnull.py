"""`ifnull(value, otherwise)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import coalesce
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class IfnullFunction(EvalFunction):
    """Gives its first argument, or the second where the first is null."""

    name = "ifnull"
    arity = Arity(2, 2)
    signature = "ifnull(value, otherwise)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "The first argument, or the second where the first is null: an older spelling of a two-argument coalesce.",
        CONDITIONAL,
        (example('ifnull(missing, "default")', "default"),),
        undecided=("The reference page no longer lists it; only the grammar file of the product does.",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """As `coalesce` of two arguments."""
        return coalesce(call.arguments())
