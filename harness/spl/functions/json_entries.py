"""`json_entries(object)`."""

from __future__ import annotations

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._json import DocumentFunction
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example
from harness.spl.json_text import JsonValue, render_json


def _entries(tree: JsonValue) -> str | None:
    if not isinstance(tree, dict):
        return None
    return render_json([{"key": key, "value": value} for key, value in tree.items()])


class JsonEntriesFunction(DocumentFunction):
    """Lists the members of a JSON object."""

    name = "json_entries"
    arity = Arity(1, 1)
    signature = "json_entries(object)"
    kernel = staticmethod(_entries)
    documentation = Documentation(
        "A JSON array with an object of key and value for each member of an object; null for anything else.",
        JSON,
        (example(r'json_entries("{\"a\": 1}")', '[{"key":"a","value":1}]'),),
    )
