"""`isint(value)`."""

from __future__ import annotations

from harness.data.figures import is_whole
from harness.spl.contract import Documentation
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.functions._types import TypeFunction


class IsintFunction(TypeFunction):
    """Tells whether a value is a whole number."""

    name = "isint"
    signature = "isint(value)"
    kernel = staticmethod(is_whole)
    documentation = Documentation(
        "True where the value is a number without a fraction.",
        INFORMATIONAL,
        (
            example('if(isint(n), "int", "not int")', "int", given='n="42"'),
            example('if(isint(4.2), "int", "not int")', "not int"),
        ),
        undecided=("A fraction that is zero, as in 4.0 (a whole number here).",),
    )
