"""`round(number, decimals)`."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from harness.data import numbers
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import example, map_values

if TYPE_CHECKING:
    from harness.data import Column

_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_LARGEST_PLAIN = 2.0**40
_MOST_PLACES = 12
_NEAR_A_HALF = 1e-3
"""Far more than the scaling below can be wrong by."""


class RoundFunction(EvalFunction):
    """Rounds a number, halves away from zero."""

    name = "round"
    arity = Arity(1, 2)
    signature = "round(number [, decimals])"
    literal_kinds = ("number", "number")
    documentation = Documentation(
        "The number rounded to so many decimals, 0 unless said; halves go away from zero and asked-for zeros are kept.",
        MATHEMATICAL,
        (
            example("round(3.5)", "4"),
            example("round(-2.5)", "-3"),
            example("round(2.555, 2)", "2.56", says="the written decimal is rounded, not its binary neighbour"),
            example("round(10, 2)", "10.00"),
        ),
        undecided=("What negative decimals do (the page does not allow them; null here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Text with the asked-for decimals, or a whole number."""
        return map_values(_rounded, *(numbers(column) for column in call.arguments()))


def _rounded(number: float, decimals: float = 0) -> str | int | None:
    if decimals < 0:
        return None
    places = int(decimals)
    scaled = abs(number) * 10.0**places if places <= _MOST_PLACES else _LARGEST_PLAIN
    below = int(scaled) if scaled < _LARGEST_PLAIN else None
    if below is None or abs(scaled - below - 0.5) < _NEAR_A_HALF:
        return _written(number, min(places, 300))
    whole = below + (scaled - below > 0.5)
    negative = number < 0 and whole
    if not places:
        return -whole if negative else whole
    return f"{'-' if negative else ''}{whole // 10**places}.{whole % 10**places:0{places}d}"


def _written(number: float, places: int) -> str | int:
    """By the decimal digits that the number prints with, as halves and large numbers need it."""
    rounded = Decimal(repr(number)).quantize(Decimal(1).scaleb(-places), context=_WIDE)
    rounded = rounded if rounded else rounded.copy_abs()
    return f"{rounded:f}" if places else int(rounded)
