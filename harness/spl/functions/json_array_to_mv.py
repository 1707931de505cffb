"""`json_array_to_mv(array, keep_quotes)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import collected, example, map_values
from harness.spl.json_text import read_json, render_field

if TYPE_CHECKING:
    from harness.data import Column, Value


class JsonArrayToMvFunction(EvalFunction):
    """Makes a multivalue of a JSON array."""

    name = "json_array_to_mv"
    arity = Arity(1, 2)
    signature = "json_array_to_mv(array [, keep_quotes])"
    literal_kinds = ("any",)
    documentation = Documentation(
        "The elements of a JSON array as members, texts without their quotes unless asked for; null for anything else.",
        JSON,
        (
            example('json_array_to_mv(json_array("x", "y"))', ["x", "y"]),
            example('json_array_to_mv(json_array("x", "y"), true())', ['"x"', '"y"']),
        ),
        undecided=("A null element (left out here, unless quotes are kept).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where the text is no JSON array."""
        return map_values(array_members, texts(call.argument(0)), *call.arguments()[1:])


def array_members(text: str, keep_quotes: object = False) -> Value:
    """The elements of a JSON array as members of a multivalue; null where the text is none."""
    document = read_json(text)
    if document is None or not isinstance(document[0], list):
        return None
    fields = (render_field(element, quotes=keep_quotes is True) for element in document[0])
    return collected([field for field in fields if field is not None])
