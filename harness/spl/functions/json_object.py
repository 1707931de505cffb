"""`json_object(key, value, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._json import build
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example
from harness.spl.json_text import JsonValue, render_json

if TYPE_CHECKING:
    from harness.data import Column


class JsonObjectFunction(EvalFunction):
    """Makes a JSON object of keys and values."""

    name = "json_object"
    arity = Arity(0, None, even=True)
    signature = "json_object(key, value, ...)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "JSON text of an object with these members; JSON objects, arrays and multivalues are nested.",
        JSON,
        (
            example('json_object("a", 1, "b", "x")', '{"a":1,"b":"x"}'),
            example('json_object("l", json_array("p", "q"))', '{"l":["p","q"]}'),
            example("json_object()", "{}"),
        ),
        undecided=("A field with a numeric text (a number here); a literal text that is JSON (a text here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where a key is null."""
        return build(call, _object)


def _object(arguments: list[JsonValue]) -> str | None:
    keys, values = arguments[0::2], arguments[1::2]
    if any(not isinstance(key, str) for key in keys):
        return None
    return render_json({str(key): value for key, value in zip(keys, values, strict=True)})
