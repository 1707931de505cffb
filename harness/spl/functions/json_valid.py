"""`json_valid(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example, map_texts
from harness.spl.json_text import read_json

if TYPE_CHECKING:
    from harness.data import Column


class JsonValidFunction(EvalFunction):
    """Tells whether a value is JSON."""

    name = "json_valid"
    arity = Arity(1, 1)
    signature = "json_valid(value)"
    gives_bool = True
    literal_kinds = ("any",)
    documentation = Documentation(
        "True where the value is JSON.",
        JSON,
        (
            example('if(json_valid("[1]"), "yes", "no")', "yes"),
            example('if(json_valid("nope"), "yes", "no")', "no"),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null for null."""
        return map_texts(lambda text: read_json(text) is not None, call.argument(0))
