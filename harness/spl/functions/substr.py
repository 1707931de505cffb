"""`substr(text, start, length)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import numbers, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import example, map_values

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
        text, *places = call.arguments()
        return map_values(_part, texts(text), *(numbers(place) for place in places))


def _part(text: str, start: float, length: float | None = None) -> str:
    """SQLite's rule: a window of `length` characters from `start`, or before it where the length is negative."""
    first = int(start) - 1 if start > 0 else len(text) + int(start) if start < 0 else -1
    if length is None:
        return text[max(first, 0) :]
    end = first + int(length)
    first, end = (end, first) if end < first else (first, end)
    return text[max(first, 0) : max(end, 0)]
