"""`toarray(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._inferred import inferred_array, plain_numbers
from harness.spl.functions._pages import CONVERSION
from harness.spl.functions._shapes import example
from harness.spl.json_text import read_json, render_json

if TYPE_CHECKING:
    from harness.data import Column, Value


class ToarrayFunction(EvalFunction):
    """Makes a JSON array of a value."""

    name = "toarray"
    arity = Arity(1, 1)
    signature = "toarray(value)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "A text that is a JSON array, or the members of a multivalue with types inferred; null for anything else.",
        CONVERSION,
        (
            example('toarray(split("1, 2, 3", ","))', "[1,2,3]"),
            example(r'toarray("[\"carrots\", 1.00, 1.75]")', '["carrots",1,1.75]'),
            example('if(isnull(toarray("somefield")), "no array", "an array")', "no array"),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where there is no array in it."""
        return map_scalars(_array, texts(call.argument(0)))


def _array(value: Value) -> str | None:
    if isinstance(value, list):
        return inferred_array(value)
    document = read_json(str(value))
    return render_json(plain_numbers(document[0])) if document and isinstance(document[0], list) else None
