"""`len(text)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import TextFunction, example


class LenFunction(TextFunction):
    """Counts the characters of a text."""

    name = "len"
    aliases = ("length",)
    signature = "len(text)"
    kernel = staticmethod(len)
    documentation = Documentation(
        "How many characters the text has; bytes do not count.",
        TEXT,
        (
            example('len("zephyr")', "6"),
            example("len(word)", "3", given='word="日本語"'),
            example('len("")', "0"),
        ),
        undecided=("What it gives for a multivalue of several members (null here).",),
    )
