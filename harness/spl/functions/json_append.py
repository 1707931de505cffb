"""`json_append(document, path, value, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._json import UpdateFunction, pairs_complaint
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example
from harness.spl.json_text import JsonValue, Mismatch, changed, parse_path

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Call


def _append(tree: JsonValue, path: str, value: JsonValue) -> JsonValue:
    try:
        return changed(tree, parse_path(path), lambda found: [*(found if isinstance(found, list) else [found]), value])
    except Mismatch:
        return tree


class JsonAppendFunction(UpdateFunction):
    """Appends values to arrays of a JSON document."""

    name = "json_append"
    arity = Arity(3, None)
    signature = "json_append(document, path, value, ...)"
    change = staticmethod(_append)
    documentation = Documentation(
        "The document with values at the ends of arrays, each as one element; what is no array becomes one first. "
        "A path that is not there is skipped.",
        JSON,
        (
            example('json_append(json_object("l", json_array("a")), "l", "d")', '{"l":["a","d"]}'),
            example('json_append(json_object("l", "a"), "l", json_array("b", "c"))', '{"l":["a",["b","c"]]}'),
        ),
    )

    @classmethod
    def complaint(cls, node: Call) -> str | None:
        """Paths and values come in pairs."""
        return pairs_complaint(cls.name, len(node.arguments))
