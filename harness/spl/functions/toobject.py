"""`toobject(value)`."""

from __future__ import annotations

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._json import DocumentFunction
from harness.spl.functions._pages import CONVERSION
from harness.spl.functions._shapes import example
from harness.spl.json_text import JsonValue, render_json


def _object(tree: JsonValue) -> str | None:
    return render_json(tree) if isinstance(tree, dict) else None


class ToobjectFunction(DocumentFunction):
    """Makes a JSON object of a text."""

    name = "toobject"
    arity = Arity(1, 1)
    signature = "toobject(value)"
    kernel = staticmethod(_object)
    documentation = Documentation(
        "A text that is a JSON object; null for anything else.",
        CONVERSION,
        (example(r'toobject("{\"name\": \"maria\", \"age\": 25}")', '{"name":"maria","age":25}'),),
    )
