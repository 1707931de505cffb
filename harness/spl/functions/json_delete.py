"""`json_delete(object, key, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example, map_values
from harness.spl.json_text import read_json, render_json, without

if TYPE_CHECKING:
    from harness.data import Column


class JsonDeleteFunction(EvalFunction):
    """Removes members of a JSON object."""

    name = "json_delete"
    arity = Arity(2, None)
    signature = "json_delete(object, key, ...)"
    literal_kinds = ("any", "string")
    documentation = Documentation(
        "The object without the members of these keys; a.b names a member of a member; an array of keys is taken too.",
        JSON,
        (
            example(r'json_delete("{\"a\":1,\"b\":2,\"c\":3}", "a", "c")', '{"b":2}'),
            example(r'json_delete("{\"a\":{\"x\":1,\"y\":2}}", "a.x")', '{"a":{"y":2}}'),
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where the first argument is not JSON."""
        return map_values(_deleted, *(texts(column) for column in call.arguments()))


def _deleted(text: str, *keys: str) -> str | None:
    document = read_json(text)
    if document is None:
        return None
    tree = document[0]
    for key in (key for argument in keys for key in _keys(argument)):
        tree = without(tree, key.split("."))
    return render_json(tree)


def _keys(text: str) -> list[str]:
    listed = read_json(text) if text.startswith("[") else None
    return [text] if listed is None else [str(key) for key in listed[0]]
