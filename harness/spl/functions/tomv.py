"""`tomv(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONVERSION
from harness.spl.functions._shapes import collected, example
from harness.spl.json_text import read_json, render_json

if TYPE_CHECKING:
    from harness.data import Column, Value


class TomvFunction(EvalFunction):
    """Makes a multivalue of a JSON array."""

    name = "tomv"
    arity = Arity(1, 1)
    signature = "tomv(value)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "The elements of a JSON array as members, texts with their quotes; a multivalue as it is; else null.",
        CONVERSION,
        (example('tomv(json_array("a", json_object("b", 1)))', ['"a"', '{"b":1}']),),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where there is no array in it."""
        return map_scalars(_members, texts(call.argument(0)))


def _members(value: Value) -> Value:
    if isinstance(value, list):
        return value
    document = read_json(str(value))
    if document is None or not isinstance(document[0], list):
        return None
    return collected([render_json(element) for element in document[0]])
