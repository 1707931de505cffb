"""`isdouble(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Documentation
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.functions._types import TypeFunction, number_of

if TYPE_CHECKING:
    from harness.data import Value


def _is_fractional(value: Value, *, literal: bool) -> bool:
    number = number_of(value, literal=literal)
    return number is not None and number != int(number)


class IsdoubleFunction(TypeFunction):
    """Tells whether a value is a number with a fraction."""

    name = "isdouble"
    signature = "isdouble(value)"
    kernel = staticmethod(_is_fractional)
    documentation = Documentation(
        "True where the value is a number that is not whole.",
        INFORMATIONAL,
        (
            example('if(isdouble(3.546), "double", "no double")', "double"),
            example('if(isdouble(1000000), "double", "no double")', "no double"),
        ),
        undecided=("A fraction that is zero, as in 4.0 (no double here).",),
    )
