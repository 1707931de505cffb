"""`mvappend(value, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data.memberships import appended
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class MvappendFunction(EvalFunction):
    """Makes one multivalue of several values."""

    name = "mvappend"
    arity = Arity(1, None)
    signature = "mvappend(value, ...)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "All members of all arguments, in their order; null arguments add nothing.",
        MULTIVALUE,
        (
            example('mvappend("a", split("b,c", ","), missing, "a")', ["a", "b", "c", "a"]),
            example('mvappend(missing, "only")', "only"),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null only where every argument is."""
        return appended(call.arguments())
