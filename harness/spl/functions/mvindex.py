"""`mvindex(value, start, end)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data.memberships import picked
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class MvindexFunction(EvalFunction):
    """Picks members of a multivalue by their place."""

    name = "mvindex"
    arity = Arity(2, 3)
    signature = "mvindex(value, start [, end])"
    literal_kinds = ("any", "number", "number")
    documentation = Documentation(
        "The member at a place, or those from one place to another, both included; places count from 0, "
        "negative ones from the end.",
        MULTIVALUE,
        (
            example('mvindex(split("a,b,c", ","), 1)', "b"),
            example('mvindex(split("a,b,c", ","), -2, -1)', ["b", "c"]),
            example('if(isnull(mvindex(split("a,b,c", ","), 9)), "nothing", "a member")', "nothing"),
        ),
        undecided=("A range that reaches over an end of the value (what lies inside is given here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Undecided: a range that is partly outside gives the part inside."""
        return picked(*call.arguments())
