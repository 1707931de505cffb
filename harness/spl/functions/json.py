"""`json(value)`."""

from __future__ import annotations

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._json import DocumentFunction
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example
from harness.spl.json_text import render_json


class JsonFunction(DocumentFunction):
    """Gives a value back if it is JSON."""

    name = "json"
    arity = Arity(1, 1)
    signature = "json(value)"
    kernel = staticmethod(render_json)
    documentation = Documentation(
        "The value, without blanks between its parts, where it is JSON; null where it is not.",
        JSON,
        (
            example(r'json("{\"k\": [1, 2]}")', '{"k":[1,2]}'),
            example('if(isnull(json("Golden Gate")), "not JSON", "JSON")', "not JSON"),
        ),
    )
