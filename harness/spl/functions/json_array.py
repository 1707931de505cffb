"""`json_array(value, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._json import build
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example
from harness.spl.json_text import render_json

if TYPE_CHECKING:
    from harness.data import Column


class JsonArrayFunction(EvalFunction):
    """Makes a JSON array of values."""

    name = "json_array"
    arity = Arity(0, None)
    signature = "json_array(value, ...)"
    literal_kinds = ("any",)
    documentation = Documentation(
        "JSON text of an array with these elements.",
        JSON,
        (
            example('json_array("a", 1)', '["a",1]'),
            example('json_array("dubois", json_object("name", "patel"))', '["dubois",{"name":"patel"}]'),
        ),
        undecided=("A null argument (null in the array here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Never null."""
        return build(call, render_json)
