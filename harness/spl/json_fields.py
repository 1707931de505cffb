"""JSON documents as fields: every leaf under the name of its path, as `spath` without a path gives them.

Names: `a.b` for members of objects, `a{}` for each element of an array, `a{}.b` for members of its objects.  A name
that comes again is a multivalue, in the order of the document.  Leaves are texts: numbers as they are written, `true`,
`false` and `null` as these words (measured on Splunk 10.4.2); objects and arrays give nothing by themselves.

Undecided: what of a document that is cut off is read; here every leaf that ends before the cut.
"""

from __future__ import annotations

from re import compile as plain
from typing import TYPE_CHECKING

from harness.spl.json_text import JsonNumber, JsonValue, read_json, render_json

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = plain(r'\s*+(?:("(?:[^"\\]++|\\.)*+")|([{\[])|([}\]])|([,:])|([-+.\w]++))', 0)
_CLOSING = {"{": "}", "[": "]"}


def json_fields(text: str, cutoff: int | None = None) -> dict[str, list[str]]:
    """The leaves of a JSON object or array by their names; none where the text is neither.

    `cutoff` is the number of characters that are looked at.
    """
    document = read_json(text if cutoff is None or len(text) <= cutoff else shortened(text[:cutoff]))
    found: dict[str, list[str]] = {}
    if document is not None and isinstance(document[0], dict | list):
        for name, leaf in _leaves(document[0], ""):
            found.setdefault(name, []).append(leaf)
    return found


def _leaves(value: JsonValue, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, f"{name}{{}}")
    else:
        yield name, leaf_text(value)


def leaf_text(value: JsonValue) -> str:
    """A leaf as a field holds it: a text without its quotes, anything else as JSON writes it."""
    return str(value) if isinstance(value, str | JsonNumber) else render_json(value)


def shortened(text: str) -> str:
    """A cut-off document with its open part closed behind the last value that is whole."""
    closers: list[str] = []
    whole, closed, position = 0, "", 0
    while token := _TOKEN.match(text, position):
        position = token.end()
        opens, closes, mark = token[2], token[3], token[4]
        if opens:
            closers.append(_CLOSING[opens])
        elif closes and closers:
            closers.pop()
        # A value is whole when something follows it; an opened bracket may be closed at once.
        if opens or closes:
            whole, closed = token.end(), "".join(reversed(closers))
        elif mark == ",":
            whole, closed = token.start(), "".join(reversed(closers))
    return text[:whole] + closed
