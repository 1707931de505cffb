"""`sigfig(expression)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Column, map_scalars, numbers, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._figures import rounded_to_figures
from harness.spl.functions._members import fields_of
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import example
from harness.spl.syntax.ast import Binary, FieldReference, NumberLiteral, Unary

if TYPE_CHECKING:
    from harness.data import Value
    from harness.spl.syntax.ast import Expression


class SigfigFunction(EvalFunction):
    """Rounds a result to the precision of what it was computed from."""

    name = "sigfig"
    arity = Arity(1, 1)
    signature = "sigfig(expression)"
    literal_kinds = ("number",)
    documentation = Documentation(
        "A product or quotient with as many significant figures as its least precise part, a sum or difference with as "
        "many decimals; numbers as they are, and whole numbers among themselves, are not rounded.",
        MATHEMATICAL,
        (
            example("sigfig(1.00 * 1111)", "1110"),
            example("sigfig(123.0 + 4.567)", "127.6"),
            example("sigfig(test * 1.00)", "3.99", given='test="3.990000000000215"'),
        ),
        undecided=("Expressions with functions or other operators in them (not rounded here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where a part is no number."""
        expression = call.node.arguments[0]
        if not isinstance(expression, Binary) or not _is_arithmetic(expression):
            return numbers(call.argument(0))
        names = fields_of(expression)
        if not names:
            return Column.constant(rounded_to_figures(expression, {}), call.height)

        def rounded(*values: Value) -> float | None:
            return rounded_to_figures(expression, {n: str(v) for n, v in zip(names, values, strict=True)})

        return map_scalars(rounded, *(texts(call.table.column(name)) for name in names))


def _is_arithmetic(expression: Expression) -> bool:
    match expression:
        case NumberLiteral() | FieldReference():
            return True
        case Unary(operator="-" | "+", operand=operand):
            return _is_arithmetic(operand)
        case Binary(operator="+" | "-" | "*" | "/", left=left, right=right):
            return _is_arithmetic(left) and _is_arithmetic(right)
        case _:
            return False
