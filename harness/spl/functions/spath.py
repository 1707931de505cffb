"""`spath(value, path)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import texts
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import collected, example, map_values
from harness.spl.json_text import find, parse_path, read_json, render_field
from harness.spl.xml_text import find_in_xml

if TYPE_CHECKING:
    from harness.data import Column, Value


class SpathFunction(EvalFunction):
    """Takes parts out of JSON or XML."""

    name = "spath"
    arity = Arity(2, 2)
    signature = "spath(value, path)"
    literal_kinds = ("any", "string")
    documentation = Documentation(
        "What a path names in a JSON or XML text: a.b a member or element, a{0} an element of an array, a{} each of "
        "them, a{@x} an attribute; several parts give a multivalue.",
        TEXT,
        (
            example(r'spath("{\"a\":[1,2]}", "a{1}")', "2"),
            example(r'spath("{\"a\":[{\"b\":\"x\"},{\"b\":\"y\"}]}", "a{}.b")', ["x", "y"]),
            example('spath("<a><b>1</b><b>2</b></a>", "a.b")', ["1", "2"]),
        ),
        undecided=("What a path to a whole array gives without braces (its JSON text here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where the text is neither or the path is not there."""
        return map_values(_found, texts(call.argument(0)), texts(call.argument(1)))


def _found(text: str, path: str) -> Value:
    if text.lstrip()[:1] == "<":
        return collected(find_in_xml(text, path))
    document = read_json(text)
    if document is None:
        return None
    parts, _ = find(document[0], parse_path(path))
    fields = [render_field(part) for part in parts]
    return collected([field for field in fields if field is not None])
