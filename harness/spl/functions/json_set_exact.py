"""`json_set_exact(document, key, value, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._json import UpdateFunction, pairs_complaint
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example

if TYPE_CHECKING:
    from harness.spl.json_text import JsonValue
    from harness.spl.syntax.ast import Call


def _set(tree: JsonValue, key: str, value: JsonValue) -> JsonValue:
    return {**tree, key: value} if isinstance(tree, dict) else tree


class JsonSetExactFunction(UpdateFunction):
    """Sets members of a JSON object by their literal keys."""

    name = "json_set_exact"
    arity = Arity(3, None)
    signature = "json_set_exact(document, key, value, ...)"
    change = staticmethod(_set)
    documentation = Documentation(
        "The object with members set; dots and braces are parts of the keys.",
        JSON,
        (example('json_set_exact(json_object(), "sys.path", "/opt")', '{"sys.path":"/opt"}'),),
        undecided=("The page says that several pairs give an array; here they are set in one object.",),
    )

    @classmethod
    def complaint(cls, node: Call) -> str | None:
        """Keys and values come in pairs."""
        return pairs_complaint(cls.name, len(node.arguments))
