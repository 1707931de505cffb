"""`isstr(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Documentation
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.functions._types import TypeFunction, number_of

if TYPE_CHECKING:
    from harness.data import Value


def _is_text(value: Value, *, literal: bool) -> bool:
    return isinstance(value, str) and number_of(value, literal=literal) is None


class IsstrFunction(TypeFunction):
    """Tells whether a value is a text."""

    name = "isstr"
    signature = "isstr(value)"
    kernel = staticmethod(_is_text)
    documentation = Documentation(
        "True where the value is a text that is not a number's; a literal text is one whatever it says.",
        INFORMATIONAL,
        (
            example('if(isstr(a), "text", "no text")', "text", given='a="word"'),
            example('if(isstr(a), "text", "no text")', "no text", given='a="12"'),
        ),
    )
