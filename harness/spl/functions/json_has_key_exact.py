"""`json_has_key_exact(object, key)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example, map_texts
from harness.spl.json_text import read_json

if TYPE_CHECKING:
    from harness.data import Column


class JsonHasKeyExactFunction(EvalFunction):
    """Tells whether a JSON object has a key."""

    name = "json_has_key_exact"
    arity = Arity(2, 2)
    signature = "json_has_key_exact(object, key)"
    gives_bool = True
    literal_kinds = ("any", "string")
    documentation = Documentation(
        "True where the object has a member of that very key; a dot is a part of the key.",
        JSON,
        (example(r'if(json_has_key_exact("{\"a.b\":10}", "a.b"), "has it", "lacks it")', "has it"),),
        undecided=("What a text that is no JSON object gives (false here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where either argument is."""
        return map_texts(_has_key, call.argument(0), call.argument(1))


def _has_key(text: str, key: str) -> bool:
    document = read_json(text)
    return document is not None and isinstance(document[0], dict) and key in document[0]
