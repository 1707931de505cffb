"""`isdouble(value)`."""

from __future__ import annotations

from harness.data import Column, and_, not_
from harness.data.figures import is_number, is_whole
from harness.spl.contract import Documentation
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.functions._types import TypeFunction


def _is_fractional(column: Column) -> Column:
    return and_(is_number(column), not_(is_whole(column)))


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
