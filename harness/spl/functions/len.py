"""`len(text)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data.wording import lengths
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class LenFunction(EvalFunction):
    """Counts the characters of a text."""

    name = "len"
    aliases = ("length",)
    arity = Arity(1, 1)
    signature = "len(text)"
    literal_kinds = ("string",)
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

    def evaluate(self, call: FunctionCall) -> Column:
        """Null for null."""
        return lengths(call.argument(0))
