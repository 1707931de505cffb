"""`ltrim(text, characters)`."""

from __future__ import annotations

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import TextFunction, example


def _trimmed(text: str, characters: str = " \t") -> str:
    return text.lstrip(characters)


class LtrimFunction(TextFunction):
    """Takes characters off the beginning of a text."""

    name = "ltrim"
    arity = Arity(1, 2)
    signature = "ltrim(text [, characters])"
    literal_kinds = ("any", "string")
    kernel = staticmethod(_trimmed)
    documentation = Documentation(
        "The text without the given characters at its beginning; spaces and tabs unless said.",
        TEXT,
        (example('ltrim("$$9.99$", "$")', "9.99$"),),
    )
