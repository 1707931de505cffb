"""`isnum(value)`."""

from __future__ import annotations

from functools import partial

from harness.data.figures import is_number
from harness.spl.contract import Documentation
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.functions._types import TypeFunction


class IsnumFunction(TypeFunction):
    """Tells whether a value is a number."""

    name = "isnum"
    signature = "isnum(value)"
    kernel = staticmethod(partial(is_number, nan=True))
    documentation = Documentation(
        "True where the value is a number, or a field whose text is one; NaN in a field counts.",
        INFORMATIONAL,
        (
            example('if(isnum(a), "number", "no number")', "number", given='a="12.5"'),
            example('if(isnum("NaN"), "number", "no number")', "no number"),
        ),
    )
