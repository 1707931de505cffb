"""Significant figures of arithmetic, as `sigfig` counts them.

The idea: each number knows its value, how many figures it was written with and how many of them are decimals; each
operation says how precise its result is; only the last one rounds.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException
from operator import add, mul, sub, truediv
from typing import TYPE_CHECKING

from harness.data import parse_number
from harness.frozen import frozen
from harness.spl.syntax.ast import Binary, FieldReference, NumberLiteral, Unary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harness.spl.syntax.ast import Expression

_OPERATIONS = {"+": add, "-": sub, "*": mul, "/": truediv}
_WIDE = Context(prec=34, rounding=ROUND_HALF_UP)


@frozen
class _Figure:
    value: Decimal
    figures: int
    places: int
    is_whole: bool


def rounded_to_figures(expression: Binary, fields: Mapping[str, str]) -> float | None:
    """The value of an arithmetic expression rounded to its precision, None where a part is no number.

    Input: an expression of numbers, fields, signs and the four operations; the texts of its fields.
    """
    try:
        result = _figure(expression, fields)
        if result is None:
            return None
        return float(result.value if result.is_whole else _rounded(expression, result))
    except DecimalException:
        return None


def _rounded(expression: Binary, result: _Figure) -> Decimal:
    if expression.operator in "+-":
        return result.value.quantize(Decimal(1).scaleb(-result.places), context=_WIDE)
    return Context(prec=max(result.figures, 1), rounding=ROUND_HALF_UP).plus(result.value)


def _figure(expression: Expression, fields: Mapping[str, str]) -> _Figure | None:
    match expression:
        case NumberLiteral(text=text):
            return _written(text)
        case FieldReference(name=name):
            return _written(fields[name])
        case Unary(operator=operator, operand=operand):
            inner = _figure(operand, fields)
            return (
                _Figure(-inner.value, inner.figures, inner.places, inner.is_whole)
                if inner and operator == "-"
                else inner
            )
        case Binary():
            return _computed(expression, fields)
        case _:
            return None


def _computed(node: Binary, fields: Mapping[str, str]) -> _Figure | None:
    left, right = _figure(node.left, fields), _figure(node.right, fields)
    if left is None or right is None:
        return None
    value = _OPERATIONS[node.operator](left.value, right.value)
    is_whole = left.is_whole and right.is_whole
    if node.operator in "+-":
        places = min(left.places, right.places)
        return _Figure(value, max(value.adjusted() + 1 + places, 1), places, is_whole)
    figures = min(left.figures, right.figures)
    return _Figure(value, figures, max(figures - value.adjusted() - 1, 0), is_whole)


def _written(text: str) -> _Figure | None:
    if parse_number(text) is None:
        return None
    value = Decimal(text)
    exponent = value.as_tuple().exponent
    places = max(-exponent, 0) if isinstance(exponent, int) else 0
    return _Figure(value, len(value.as_tuple().digits), places, "." not in text and places == 0)
