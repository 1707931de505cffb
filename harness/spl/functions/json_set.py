"""`json_set(document, path, value, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._json import UpdateFunction, pairs_complaint
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example
from harness.spl.json_text import JsonValue, Mismatch, changed, parse_path

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Call


def _set(tree: JsonValue, path: str, value: JsonValue) -> JsonValue:
    try:
        return changed(tree, parse_path(path), lambda _: value, create=True)
    except Mismatch:
        return tree


class JsonSetFunction(UpdateFunction):
    """Sets parts of a JSON document."""

    name = "json_set"
    arity = Arity(3, None)
    signature = "json_set(document, path, value, ...)"
    change = staticmethod(_set)
    documentation = Documentation(
        "Values set at paths of a document; members that are missing are made, paths that do not fit are skipped.",
        JSON,
        (
            example('json_set(json_object("a", 1), "b.c", "x")', '{"a":1,"b":{"c":"x"}}'),
            example('json_set(json_object("l", json_array("p", "q")), "l{1}", "Z")', '{"l":["p","Z"]}'),
            example('json_set(json_object("a", "b"), "a.c", "d")', '{"a":"b"}'),
        ),
        undecided=("A place just behind the end of an array (skipped here).",),
    )

    @classmethod
    def complaint(cls, node: Call) -> str | None:
        """Paths and values come in pairs."""
        return pairs_complaint(cls.name, len(node.arguments))
