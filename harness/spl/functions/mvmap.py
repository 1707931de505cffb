"""`mvmap(value, expression)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._members import fields_of, mapped_members
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column
    from harness.spl.syntax.ast import Call


class MvmapFunction(EvalFunction):
    """Computes an expression for each member of a multivalue."""

    name = "mvmap"
    arity = Arity(2, 2)
    signature = "mvmap(value, expression)"
    literal_kinds = ("field", "any")
    documentation = Documentation(
        "The results of the expression for each member; the name of the field stands for the member in it.",
        MULTIVALUE,
        (
            example("mvmap(m, m * 2)", ["2", "4", "6"], given='m=split("1,2,3", ",")'),
            example(
                'mvmap(mvindex(m, 0, 1), upper(m) . "-" . k)', ["A-x", "B-x"], given='m=split("a,b,c", ","), k="x"'
            ),
        ),
        undecided=("A member whose result is null (it is left out here).",),
    )

    @classmethod
    def complaint(cls, node: Call) -> str | None:
        """The first argument must read a field."""
        return (
            None if fields_of(node.arguments[0]) else "the first argument of mvmap must be a field or a function of one"
        )

    def evaluate(self, call: FunctionCall) -> Column:
        """Undecided: null results are left out."""
        return mapped_members(call, call.argument(0), call.node.arguments[1])
