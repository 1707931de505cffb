"""`json_keys(object)`."""

from __future__ import annotations

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._json import DocumentFunction
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example
from harness.spl.json_text import JsonValue, render_json


def _keys(tree: JsonValue) -> str | None:
    return render_json(list(tree)) if isinstance(tree, dict) else None


class JsonKeysFunction(DocumentFunction):
    """Lists the keys of a JSON object."""

    name = "json_keys"
    arity = Arity(1, 1)
    signature = "json_keys(object)"
    kernel = staticmethod(_keys)
    documentation = Documentation(
        "A JSON array of the keys of an object, in its order; null for anything else.",
        JSON,
        (example(r'json_keys("{\"name\":\"x\",\"length\":5}")', '["name","length"]'),),
    )
