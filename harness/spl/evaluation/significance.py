"""The significance rule: what arithmetic between written decimals rounds to.

`6.30*0.4` is 3 and `6.30*0.40` is 2.5: a product or quotient of two decimals keeps the significant figures of the
less precise one, a sum or difference its decimal places.  The rule looks at decimals as written, trailing zeros
count.

Undecided: whether it applies to field values (`x*0.4`) and to integers as written (`0.5*3`).  The documented examples
multiply one decimal literal with another, so that is where it is applied; every other arithmetic is left exact.  A sum,
difference or product of an integer and a decimal as written is the one that a reader works out (`0.1*3` is 0.3).
A result keeps zeros at its end where `exact` stands beside a decimal, as in the documented `8.250*exact(0.2)`, which is
1.650; whether other results keep them is not documented, and they do not here.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException
from operator import add, mul, sub, truediv
from typing import TYPE_CHECKING

from harness.frozen import frozen
from harness.spl.syntax.ast import Binary, Call, Chain, Expression, NumberLiteral, Unary

if TYPE_CHECKING:
    from collections.abc import Callable

_ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {"+": add, "-": sub, "*": mul, "/": truediv}
_EXACT = Context(prec=34, rounding=ROUND_HALF_UP)
_UNLIMITED = 1_000
"""More figures and places than any decimal in a search has."""


@frozen
class Measured:
    """A decimal with the precision it was written in, and whether zeros at its end are part of it."""

    value: Decimal
    figures: int
    places: int
    keeps_zeros: bool = False


def arithmetic_result(expression: Binary) -> int | float | str | None:
    """What arithmetic between decimals as written gives; None where the rule says nothing about it."""
    return written(measured(expression))


def written(found: Measured | None) -> int | float | str | None:
    """A measured value as a result; None where the rule says nothing about it."""
    if found is None or found.figures == _UNLIMITED:
        return None
    if found.keeps_zeros:
        return f"{found.value:f}"
    return int(found.value) if found.value == found.value.to_integral_value() else float(found.value)


def measured(expression: Expression) -> Measured | None:
    """The value of an expression of decimal literals only, rounded step by step; None for any other expression."""
    match expression:
        case NumberLiteral(text=text):
            return _literal(text)
        case Unary(operator="-", operand=operand):
            inner = measured(operand)
            return inner and replace(inner, value=-inner.value)
        case Call(name="exact", arguments=(argument,)):
            return _exact(argument)
        case Binary(operator=operator, left=left, right=right):
            return combined(operator, measured(left), measured(right))
        case Chain(first=first, steps=steps):
            value = measured(first)
            for operator, operand in steps:
                value = value and combined(operator, value, measured(operand))
            return value
        case _:
            return None


def _exact(expression: Expression) -> Measured | None:
    """An argument of `exact` limits the precision of nothing."""
    inner = _unrounded(expression)
    return None if inner is None else Measured(inner, _UNLIMITED, _UNLIMITED, keeps_zeros=True)


def _unrounded(expression: Expression) -> Decimal | None:
    """The value of arithmetic between numbers as written, with all its digits."""
    match expression:
        case NumberLiteral(text=text):
            return Decimal(text) if text.replace(".", "", 1).isdigit() else None
        case Unary(operator="-", operand=operand):
            inner = _unrounded(operand)
            return None if inner is None else -inner
        case Binary(operator="+" | "-" | "*" as operator):
            left, right = _unrounded(expression.left), _unrounded(expression.right)
            return None if left is None or right is None else _ARITHMETIC[operator](left, right)
        case _:
            return None


def _literal(text: str) -> Measured | None:
    whole, point, places = text.partition(".")
    figures = len((whole + places).lstrip("0"))
    if not (whole + places).isdigit() or (point and not figures):
        return None
    if not point:
        return Measured(Decimal(text), _UNLIMITED, _UNLIMITED)
    return Measured(Decimal(text), figures, len(places))


def combined(operator: str, left: Measured | None, right: Measured | None) -> Measured | None:
    """The value of an operator over two measured values; None where one is not, or the rule has nothing to say."""
    if left is None or right is None or operator not in _ARITHMETIC:
        return None
    try:
        value = _ARITHMETIC[operator](left.value, right.value)
        zeros = left.keeps_zeros or right.keeps_zeros
        if _is_whole(left) or _is_whole(right):
            return None if operator == "/" else _least(value, left, right)
        if left.figures == right.figures == _UNLIMITED:
            return Measured(value, _UNLIMITED, _UNLIMITED, zeros)
        if operator in "+-":
            return replace(_to_places(value, min(left.places, right.places)), keeps_zeros=zeros)
        return replace(_to_figures(value, min(left.figures, right.figures)), keeps_zeros=zeros)
    except DecimalException:
        return None


def _is_whole(found: Measured) -> bool:
    """Whether this is an integer as written, or computed from such: as precise as one likes."""
    return found.figures == _UNLIMITED and not found.keeps_zeros


def _least(value: Decimal, left: Measured, right: Measured) -> Measured:
    """An exact value with the precision of the less precise of two parts."""
    zeros = left.keeps_zeros or right.keeps_zeros
    return Measured(value, min(left.figures, right.figures), min(left.places, right.places), zeros)


def _to_places(value: Decimal, places: int) -> Measured:
    rounded = value.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    return Measured(rounded, len(rounded.as_tuple().digits), places)


def _to_figures(value: Decimal, figures: int) -> Measured:
    rounded = Context(prec=figures, rounding=ROUND_HALF_UP).plus(value)
    exponent = rounded.as_tuple().exponent
    return Measured(rounded, figures, max(0, -exponent) if isinstance(exponent, int) else 0)
