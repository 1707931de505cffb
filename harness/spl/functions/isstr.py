"""`isstr(value)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.functions._types import TypeFunction, is_word


class IsstrFunction(TypeFunction):
    """Tells whether a value is a text."""

    name = "isstr"
    signature = "isstr(value)"
    kernel = staticmethod(is_word)
    literal = True
    documentation = Documentation(
        "True where the value is a text that is not a number's; a literal text is one whatever it says.",
        INFORMATIONAL,
        (
            example('if(isstr(a), "text", "no text")', "text", given='a="word"'),
            example('if(isstr(a), "text", "no text")', "no text", given='a="12"'),
        ),
    )
