"""`json_extend(document, path, array, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._json import UpdateFunction, pairs_complaint
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example
from harness.spl.json_text import JsonValue, Mismatch, changed, parse_path

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Call


def _extend(tree: JsonValue, path: str, value: JsonValue) -> JsonValue:
    added = value if isinstance(value, list) else [value]
    try:
        return changed(tree, parse_path(path), lambda found: [*(found if isinstance(found, list) else [found]), *added])
    except Mismatch:
        return tree


class JsonExtendFunction(UpdateFunction):
    """Appends the elements of arrays to arrays of a JSON document."""

    name = "json_extend"
    arity = Arity(3, None)
    signature = "json_extend(document, path, array, ...)"
    change = staticmethod(_extend)
    documentation = Documentation(
        "As json_append, but the elements of an array are appended one by one.",
        JSON,
        (example('json_extend(json_object("l", json_array("a")), "l", json_array("b", "c"))', '{"l":["a","b","c"]}'),),
        undecided=("A value that is no array (appended as one element here).",),
    )

    @classmethod
    def complaint(cls, node: Call) -> str | None:
        """Paths and values come in pairs."""
        return pairs_complaint(cls.name, len(node.arguments))
