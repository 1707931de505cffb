"""`substr(text, start, length)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data.wording import part
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.data import Column


class SubstrFunction(EvalFunction):
    """Takes a part of a text."""

    name = "substr"
    arity = Arity(2, 3)
    signature = "substr(text, start [, length])"
    literal_kinds = ("string", "number", "number")
    documentation = Documentation(
        "The characters from a place on, the first being 1 and the last -1; as many as said, or all to the end.",
        TEXT,
        (
            example('substr("string", 1, 3)', "str"),
            example('substr("string", -3)', "ing"),
            example('substr("string", 5, 9)', "ng"),
            example('substr("string", 0, 2)', "s", says="place 0 lies before the first character, as in SQLite"),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where an argument is null or no number."""
        return part(*call.arguments())
