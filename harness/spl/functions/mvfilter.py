"""`mvfilter(predicate)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._members import fields_of, filtered_members
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column
    from harness.spl.syntax.ast import Call


class MvfilterFunction(EvalFunction):
    """Keeps the members of a multivalue for which a condition is true."""

    name = "mvfilter"
    arity = Arity(1, 1)
    signature = "mvfilter(condition)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "The members for which the condition is true; it reads exactly one field, whose members they are.",
        MULTIVALUE,
        (
            example(r'mvfilter(match(m, "\.net$"))', ["a.net", "c.net"], given='m=split("a.net,b.org,c.net", ",")'),
            example('if(isnull(mvfilter(m == "z")), "none", "some")', "none", given='m=split("a,b", ",")'),
        ),
    )

    @classmethod
    def complaint(cls, node: Call) -> str | None:
        """The condition must read one field."""
        read = fields_of(node.arguments[0])
        if len(read) == 1:
            return None
        return f"the condition of mvfilter must read exactly one field, not {', '.join(read) or 'none'}"

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where no member is left."""
        condition = call.node.arguments[0]
        return filtered_members(call, call.table.column(fields_of(condition)[0]), condition)
