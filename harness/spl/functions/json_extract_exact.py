"""`json_extract_exact(document, key, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example, map_values
from harness.spl.json_text import read_json, render_field

if TYPE_CHECKING:
    from harness.data import Column


class JsonExtractExactFunction(EvalFunction):
    """Takes members out of a JSON object by their literal keys."""

    name = "json_extract_exact"
    arity = Arity(1, None)
    signature = "json_extract_exact(document [, key, ...])"
    literal_kinds = ("any", "string")
    documentation = Documentation(
        "The member of that very key, dots and braces included; several keys give a JSON array.",
        JSON,
        (example(r'json_extract_exact("{\"sys.path\":\"/opt\"}", "sys.path")', "/opt"),),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where the document is no JSON object or lacks the key."""
        return map_values(_extracted, *(texts(column) for column in call.arguments()))


def _extracted(text: str, *keys: str) -> str | None:
    document = read_json(text)
    if document is None:
        return None
    if not keys:
        return render_field(document[0])
    members = document[0] if isinstance(document[0], dict) else {}
    found = [members.get(key) for key in keys]
    return render_field(found if len(keys) > 1 else found[0])
