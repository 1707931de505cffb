"""`exact(expression)`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import example
from harness.spl.syntax.ast import Binary, Chain, NumberLiteral, Unary

if TYPE_CHECKING:
    from harness.data import Column
    from harness.spl.syntax.ast import Expression


class ExactFunction(EvalFunction):
    """Computes without rounding to the precision of written decimals."""

    name = "exact"
    arity = Arity(1, 1)
    signature = "exact(expression)"
    literal_kinds = ("number",)
    documentation = Documentation(
        "The value of the expression with all its digits, where arithmetic of written decimals rounds otherwise.",
        MATHEMATICAL,
        (example("exact(6.30 * 0.4)", "2.52"),),
        undecided=("Whether zeros at the end are kept (they are not here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """The rounding rule knows decimals by the way they are written; a sign before each hides it."""
        return call.evaluate(_signed(call.node.arguments[0]), call.table)


def _signed(expression: Expression) -> Expression:
    match expression:
        case NumberLiteral(span=span):
            return Unary(span, "+", expression)
        case Unary(operand=operand):
            return replace(expression, operand=_signed(operand))
        case Binary(left=left, right=right):
            return replace(expression, left=_signed(left), right=_signed(right))
        case Chain(first=first, steps=steps):
            signed = tuple((operator, _signed(operand)) for operator, operand in steps)
            return replace(expression, first=_signed(first), steps=signed)
        case _:
            return expression
