"""`ltrim(text, characters)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import example
from harness.spl.functions._trimming import TrimmingFunction


class LtrimFunction(TrimmingFunction):
    """Takes characters off the beginning of a text."""

    name = "ltrim"
    signature = "ltrim(text [, characters])"
    side = "start"
    documentation = Documentation(
        "The text without the given characters at its beginning; spaces and tabs unless said.",
        TEXT,
        (example('ltrim("$$9.99$", "$")', "9.99$"),),
    )
