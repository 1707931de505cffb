"""The significance rule: what arithmetic between written decimals rounds to.

`6.30*0.4` is 3 and `6.30*0.40` is 2.5: a product or quotient of two decimals keeps the significant figures of the
less precise one, a sum or difference its decimal places.  The rule looks at decimals as written, trailing zeros
count.

Undecided: whether it applies to field values (`x*0.4`) and to integers as written (`0.5*3`).  The documented examples
multiply one decimal literal with another, so that is where it is applied; every other arithmetic is left exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException
from operator import add, mul, sub, truediv
from typing import TYPE_CHECKING

from harness.spl.syntax.ast import Binary, Expression, NumberLiteral, Unary

if TYPE_CHECKING:
    from collections.abc import Callable

_ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {"+": add, "-": sub, "*": mul, "/": truediv}
_EXACT = Context(prec=34, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Measured:
    """A decimal with the precision it was written in."""

    value: Decimal
    figures: int
    places: int


def measured(expression: Expression) -> Measured | None:
    """The value of an expression of decimal literals only, rounded step by step; None for any other expression."""
    match expression:
        case NumberLiteral(text=text):
            return _literal(text)
        case Unary(operator="-", operand=operand):
            inner = measured(operand)
            return inner and Measured(-inner.value, inner.figures, inner.places)
        case Binary(operator="+" | "-" | "*" | "/"):
            return _binary(expression)
        case _:
            return None


def _literal(text: str) -> Measured | None:
    whole, point, places = text.partition(".")
    figures = len((whole + places).lstrip("0"))
    if not point or not figures or not (whole + places).isdigit():
        return None
    return Measured(Decimal(text), figures, len(places))


def _binary(node: Binary) -> Measured | None:
    left, right = measured(node.left), measured(node.right)
    if left is None or right is None:
        return None
    try:
        value = _ARITHMETIC[node.operator](left.value, right.value)
        if node.operator in "+-":
            return _to_places(value, min(left.places, right.places))
        return _to_figures(value, min(left.figures, right.figures))
    except DecimalException:
        return None


def _to_places(value: Decimal, places: int) -> Measured:
    rounded = value.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    return Measured(rounded, len(rounded.as_tuple().digits), places)


def _to_figures(value: Decimal, figures: int) -> Measured:
    rounded = Context(prec=figures, rounding=ROUND_HALF_UP).plus(value)
    exponent = rounded.as_tuple().exponent
    return Measured(rounded, figures, max(0, -exponent) if isinstance(exponent, int) else 0)
