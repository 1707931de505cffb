"""`isnum(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Documentation
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.functions._types import TypeFunction, number_of

if TYPE_CHECKING:
    from harness.data import Value


def _is_number(value: Value, *, literal: bool) -> bool:
    if number_of(value, literal=literal) is not None:
        return True
    return isinstance(value, str) and value.lower() == "nan" and not literal


class IsnumFunction(TypeFunction):
    """Tells whether a value is a number."""

    name = "isnum"
    signature = "isnum(value)"
    kernel = staticmethod(_is_number)
    documentation = Documentation(
        "True where the value is a number, or a field whose text is one; NaN in a field counts.",
        INFORMATIONAL,
        (
            example('if(isnum(a), "number", "no number")', "number", given='a="12.5"'),
            example('if(isnum("NaN"), "number", "no number")', "no number"),
        ),
    )
