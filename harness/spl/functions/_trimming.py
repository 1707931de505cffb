"""Functions that take characters off the ends of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from harness.data.wording import stripped
from harness.spl.contract import Arity, EvalFunction, FunctionCall
from harness.spl.functions._shapes import constant_text, map_texts

if TYPE_CHECKING:
    from harness.data import Column
    from harness.data.wording import Side

_BLANKS = " \t"
_STRIP = {"both": str.strip, "start": str.lstrip, "end": str.rstrip}


class TrimmingFunction(EvalFunction):
    """A function of a text and of the characters that `side` loses; spaces and tabs unless said."""

    arity = Arity(1, 2)
    literal_kinds = ("any", "string")
    side: ClassVar[Side]

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where an argument is null or a multivalue."""
        text, *others = call.arguments()
        characters = constant_text(others[0]) if others else _BLANKS
        if characters is None:
            return map_texts(_STRIP[self.side], text, *others)
        return stripped(text, characters, self.side)
