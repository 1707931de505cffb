"""`mvjoin(value, delimiter)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.data.memberships import joined
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import constant_text, example, members_of

if TYPE_CHECKING:
    from harness.data import Column, Value


class MvjoinFunction(EvalFunction):
    """Joins the members of a multivalue into one text."""

    name = "mvjoin"
    arity = Arity(2, 2)
    signature = "mvjoin(value, delimiter)"
    literal_kinds = ("any", "string")
    documentation = Documentation(
        "The members with the delimiter between them; a single value as it is.",
        MULTIVALUE,
        (
            example('mvjoin(split("a,b,c", ","), " OR ")', "a OR b OR c"),
            example('mvjoin("alone", ";")', "alone"),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where either argument is."""
        value, delimiter = call.arguments()
        written = constant_text(delimiter)
        return map_scalars(_joined, texts(value), texts(delimiter)) if written is None else joined(value, written)


def _joined(value: Value, delimiter: str) -> str:
    return delimiter.join(members_of(value))
