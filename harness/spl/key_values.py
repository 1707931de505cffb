"""Pairs of keys and values in a text, as `extract` finds them.

Rules (automatic pairs were measured on Splunk 10.4.0)
- K1  A key becomes a name: every character but letters, digits and `_` turns into `_`, digits and `_` in front go; a
  key of which nothing is left has no pair.
- K2  `key=value` is a pair; the value ends at white space or `,`, `;`, `|`, `&`, and holds further `=`.  In double
  quotes it may hold anything; a backslash before a quote does not keep it open.
- K3  With delimiters of one's own each character of the two sets delimits.  The first one between a key and a value
  counts; blanks around both go, and a pair of double quotes.
- K4  A pair without a value is none.

Undecided: which characters end a value in K2, and further delimiters inside a value in K3.
"""

from __future__ import annotations

from re import compile as plain
from re import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A key is tried at the beginning of its run of characters only, so that a long text without `=` is read once.
KEY = r"(?<![\w.\-])[.\-]*+(\w[\w.\-]*+)="
"""The regular expression of a key and its equals sign, with one group for the key."""
_PAIR = plain(rf"""{KEY}(?:"([^"]*)"?|([^\s,;|&"]+))""")
_NOT_IN_NAMES = plain(r"[^A-Za-z0-9_]")


def clean_key(key: str) -> str:
    """The name that a key becomes (K1); empty where nothing is left."""
    return _NOT_IN_NAMES.sub("_", key).lstrip("0123456789_")


def automatic_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Every `key=value`, in the order of the text (K2, K4)."""
    for match in _PAIR.finditer(text):
        value = match[2] if match[2] is not None else match[3]
        if value:
            yield match[1], value


def delimited_pairs(text: str, between_pairs: str, between_parts: str) -> Iterator[tuple[str, str]]:
    """The pairs of a text that each of some characters separates (K3, K4); none whose bare value has a delimiter."""
    parts = plain(f"[{escape(between_parts)}]")
    for piece in plain(f"[{escape(between_pairs)}]").split(text):
        key, *rest = parts.split(piece, maxsplit=1)
        written = rest[0].strip() if rest else ""
        value = _unquoted(written)
        if key.strip() and value and (value != written or not parts.search(value)):
            yield _unquoted(key.strip()), value


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def collected_pairs(pairs: Iterable[tuple[str, str]], *, clean: bool, repeats: bool) -> dict[str, list[str]]:
    """Values by name: the first one of each key, or with `repeats` all of them."""
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        name = clean_key(key) if clean else key
        if name and (repeats or name not in found):
            found.setdefault(name, []).append(value)
    return found
