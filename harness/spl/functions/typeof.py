"""`typeof(value)`."""

from __future__ import annotations

from harness.data import Column, Kind, choose, not_
from harness.data.figures import is_number, is_single
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.syntax.ast import StringLiteral


class TypeofFunction(EvalFunction):
    """Names the type of a value."""

    name = "typeof"
    signature = "typeof(value)"
    arity = Arity(1, 1)
    literal_kinds = ("any",)
    documentation = Documentation(
        "Number, String, Bool, Multivalue, or Invalid for null.",
        INFORMATIONAL,
        (
            example('typeof(3.5)."/".typeof("x")."/".typeof(1==2)."/".typeof(missing)', "Number/String/Bool/Invalid"),
            example("typeof(m)", "Multivalue", given='m=split("a,b", ",")'),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Never null."""
        value = call.argument(0)
        single = "Bool" if value.kind is Kind.BOOL else "String"
        conditions = [value.is_null(), not_(is_single(value))]
        if not isinstance(call.node.arguments[0], StringLiteral):
            conditions.append(is_number(value))
        names = [Column.constant(name, call.height) for name in ("Invalid", "Multivalue", "Number", single)]
        return choose(conditions, names[: len(conditions)], names[-1])
