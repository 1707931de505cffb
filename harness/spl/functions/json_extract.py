"""`json_extract(document, path, ..)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import JSON
from harness.spl.functions._shapes import example, map_values
from harness.spl.json_text import JsonValue, find, parse_path, read_json, render_field

if TYPE_CHECKING:
    from harness.data import Column

_CITIES = r'c="[{\"n\":\"Rome\",\"b\":[{\"w\":\"A\"},{\"w\":\"B\"}]},{\"n\":\"Pisa\",\"b\":[{\"w\":\"C\"}]}]"'


class JsonExtractFunction(EvalFunction):
    """Takes parts out of a JSON document."""

    name = "json_extract"
    arity = Arity(1, None)
    signature = "json_extract(document [, path, ...])"
    literal_kinds = ("any", "string")
    documentation = Documentation(
        "What a path names: a.b a member, {0} an element, {} every element. A text comes without quotes, an object or "
        "array as JSON; a path through {} and several paths give a JSON array.",
        JSON,
        (
            example('json_extract(c, "{0}.n")', "Rome", given=_CITIES),
            example('json_extract(c, "{}.b{}.w")', '["A","B","C"]', given=_CITIES),
            example(r'json_extract("{\"a\":1,\"b\":\"x\"}", "a", "b")', '[1,"x"]'),
        ),
        undecided=("What a JSON truth value becomes in a field (the texts true and false here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where the document is not JSON or the path is not there."""
        return map_values(_extracted, *(texts(column) for column in call.arguments()))


def _extracted(text: str, *paths: str) -> str | None:
    document = read_json(text)
    if document is None:
        return None
    if len(paths) > 1:
        return render_field([_at(document[0], path) for path in paths])
    return render_field(_at(document[0], paths[0]) if paths else document[0])


def _at(tree: JsonValue, path: str) -> JsonValue:
    found, many = find(tree, parse_path(path))
    if many:
        return found or None
    return found[0] if found else None
