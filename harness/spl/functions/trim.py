"""`trim(text, characters)`."""

from __future__ import annotations

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import TextFunction, example


def _trimmed(text: str, characters: str = " \t") -> str:
    return text.strip(characters)


class TrimFunction(TextFunction):
    """Takes characters off both ends of a text."""

    name = "trim"
    arity = Arity(1, 2)
    signature = "trim(text [, characters])"
    literal_kinds = ("any", "string")
    kernel = staticmethod(_trimmed)
    documentation = Documentation(
        "The text without the given characters at its ends; spaces and tabs unless said.",
        TEXT,
        (example('trim("   ZZZZabcZZ ", " Z")', "abc"),),
    )
