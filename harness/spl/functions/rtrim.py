"""`rtrim(text, characters)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import example
from harness.spl.functions._trimming import TrimmingFunction


class RtrimFunction(TrimmingFunction):
    """Takes characters off the end of a text."""

    name = "rtrim"
    signature = "rtrim(text [, characters])"
    side = "end"
    documentation = Documentation(
        "The text without the given characters at its end; spaces and tabs unless said.",
        TEXT,
        (example('rtrim("ZZabcZZ ", " Z")', "ZZabc"),),
    )
