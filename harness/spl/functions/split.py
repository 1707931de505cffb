"""`split(text, delimiter)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.data.memberships import cut
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import collected, constant_text, example, members_of

if TYPE_CHECKING:
    from harness.data import Column, Value


class SplitFunction(EvalFunction):
    """Cuts a text into the members of a multivalue."""

    name = "split"
    arity = Arity(2, 2)
    signature = "split(text, delimiter)"
    literal_kinds = ("string", "string")
    documentation = Documentation(
        "The parts of the text between the delimiters; an empty delimiter cuts it into characters.",
        MULTIVALUE,
        (
            example('split("a;b;c", ";")', ["a", "b", "c"]),
            example('split("alone", ";")', "alone"),
            example('split("abcd", "")', ["a", "b", "c", "d"]),
            example('split("a,,b", ",")', ["a", "", "b"], says="two delimiters side by side leave an empty part"),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """The members of a multivalue are each cut."""
        text, delimiter = call.arguments()
        written = constant_text(delimiter)
        return map_scalars(_parts, texts(text), texts(delimiter)) if written is None else cut(text, written)


def _parts(text: Value, delimiter: str) -> Value:
    return collected(
        [part for member in members_of(text) for part in (member.split(delimiter) if delimiter else member)]
    )
