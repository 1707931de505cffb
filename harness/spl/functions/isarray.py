"""`isarray(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.json_text import read_json

if TYPE_CHECKING:
    from harness.data import Column, Value


class IsarrayFunction(EvalFunction):
    """Tells whether a value is a JSON array."""

    name = "isarray"
    arity = Arity(1, 1)
    signature = "isarray(value)"
    gives_bool = True
    literal_kinds = ("any",)
    documentation = Documentation(
        "True where the value is the text of a JSON array.",
        INFORMATIONAL,
        (example('if(isarray("[1, 2]"), "yes", "no")', "yes"), example('if(isarray(1), "yes", "no")', "no")),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Never null."""
        return map_scalars(_is_array, texts(call.argument(0)), nulls=True)


def _is_array(value: Value) -> bool:
    document = read_json(value) if isinstance(value, str) else None
    return document is not None and isinstance(document[0], list)
