"""`trim(text, characters)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import example
from harness.spl.functions._trimming import TrimmingFunction


class TrimFunction(TrimmingFunction):
    """Takes characters off both ends of a text."""

    name = "trim"
    signature = "trim(text [, characters])"
    side = "both"
    documentation = Documentation(
        "The text without the given characters at its ends; spaces and tabs unless said.",
        TEXT,
        (example('trim("   ZZZZabcZZ ", " Z")', "abc"),),
    )
