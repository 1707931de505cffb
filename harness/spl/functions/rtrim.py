"""`rtrim(text, characters)`."""

from __future__ import annotations

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import TextFunction, example


def _trimmed(text: str, characters: str = " \t") -> str:
    return text.rstrip(characters)


class RtrimFunction(TextFunction):
    """Takes characters off the end of a text."""

    name = "rtrim"
    arity = Arity(1, 2)
    signature = "rtrim(text [, characters])"
    literal_kinds = ("any", "string")
    kernel = staticmethod(_trimmed)
    documentation = Documentation(
        "The text without the given characters at its end; spaces and tabs unless said.",
        TEXT,
        (example('rtrim("ZZabcZZ ", " Z")', "ZZabc"),),
    )
