"""`isint(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Documentation
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.functions._types import TypeFunction, number_of

if TYPE_CHECKING:
    from harness.data import Value


def _is_whole(value: Value, *, literal: bool) -> bool:
    number = number_of(value, literal=literal)
    return number is not None and number == int(number)


class IsintFunction(TypeFunction):
    """Tells whether a value is a whole number."""

    name = "isint"
    signature = "isint(value)"
    kernel = staticmethod(_is_whole)
    documentation = Documentation(
        "True where the value is a number without a fraction.",
        INFORMATIONAL,
        (
            example('if(isint(n), "int", "not int")', "int", given='n="42"'),
            example('if(isint(4.2), "int", "not int")', "not int"),
        ),
        undecided=("A fraction that is zero, as in 4.0 (a whole number here).",),
    )
