"""`mvindex(value, start, end)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import map_scalars, numbers, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import collected, example, members_of

if TYPE_CHECKING:
    from harness.data import Column, Value


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
        value, *places = call.arguments()
        return map_scalars(_picked, texts(value), *(numbers(place) for place in places))


def _picked(value: Value, start: float, end: float | None = None) -> Value:
    members = members_of(value)
    first = int(start) if start >= 0 else len(members) + int(start)
    if end is None:
        return members[first] if 0 <= first < len(members) else None
    last = int(end) if end >= 0 else len(members) + int(end)
    return collected(members[max(first, 0) : max(last + 1, 0)])
