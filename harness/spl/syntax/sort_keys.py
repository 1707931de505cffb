"""What `sort` and the `sortby` of `dedup` order by: `-count`, `+str(name)`, `ip(src)`.

A sign that touches its field is of that field only; a sign with a space behind it is of every following field that
has none of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

from harness.diagnostics import Span
from harness.frozen import frozen
from harness.spl.syntax.ast import FieldName, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from harness.spl.syntax.cursor import Cursor

_SIGN = re.compile(r"\s*+([+-])(\s*+)")
_MODE = re.compile(r"\s*+(auto|str|ip|num)\s*+\(", re.IGNORECASE)
_COMMA = re.compile(r"\s*+,")

SortMode = Literal["auto", "str", "ip", "num"]


@frozen
class SortKey(Node):
    """One field to order by."""

    field: FieldName
    descending: bool = False
    mode: SortMode = "auto"


def parse_sort_keys(cursor: Cursor, ends_with: Sequence[str] = ()) -> tuple[SortKey, ...]:
    """Reads one or more keys with spaces or commas between; a last word of `ends_with` is not one of them."""
    keys: list[SortKey] = []
    common = "+"
    while not cursor.at_end() and not cursor.peek_option() and not (keys and _ends(cursor, ends_with)):
        start = cursor.mark()
        sign = _SIGN.match(cursor.text, cursor.position)
        if sign is not None:
            cursor.position = sign.end()
            common = sign[1] if sign[2] else common
        keys.append(_key(cursor, start, sign[1] if sign else common))
        comma = _COMMA.match(cursor.text, cursor.position)
        cursor.position = comma.end() if comma else cursor.position
    if not keys:
        raise cursor.missing("a field to sort by")
    return tuple(keys)


def _ends(cursor: Cursor, words: Sequence[str]) -> bool:
    """Whether one of the words comes next and nothing after it."""
    position = cursor.position
    found = cursor.keyword(*words) is not None and cursor.at_end()
    cursor.position = position
    return found


def _key(cursor: Cursor, start: int, sign: str) -> SortKey:
    mode = _MODE.match(cursor.text, cursor.position)
    if mode is None:
        field = cursor.field(wildcards=False)
        return SortKey(Span(start, cursor.position), field, sign == "-")
    cursor.position = mode.end()
    field = cursor.field(wildcards=False)
    if not cursor.punctuation(")"):
        raise cursor.unclosed_parenthesis(mode.end() - 1)
    return SortKey(Span(start, cursor.position), field, sign == "-", cast("SortMode", mode[1].lower()))


def print_sort_keys(keys: Iterable[SortKey]) -> str:
    """Keys as `parse_sort_keys` reads them back."""
    return ", ".join(map(_printed, keys))


def _printed(key: SortKey) -> str:
    from harness.spl.syntax.printer import print_field

    name = print_field(key.field)
    ascending = "+" if name[0] in "+-" else ""
    return ("-" if key.descending else ascending) + (name if key.mode == "auto" else f"{key.mode}({name})")
