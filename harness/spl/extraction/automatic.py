"""Automatic fields of a raw text: what KV_MODE says.

Rules
- A1  `auto` finds `key=value` (see `key_values`) and, where the whole text is a JSON object or array, its leaves under
  the names of their paths, unless AUTO_KV_JSON says no.  Undecided: which of the two comes first (the leaves here).
- A2  `auto_escaped` reads \\" and \\\\ in quoted values; `json` and `xml` find nothing in a text of another kind.
  Paths in XML begin with the root element (measured).
- A3  The first value of a key that comes again counts (measured); names that come again in JSON or XML are multivalues.
- A4  Only the first 10,240 characters are looked at for keys and values, the first 5,000 of a JSON text, and at most
  100 fields are made (limits.conf).
- A5  Blanks around a quoted value go, unless KV_TRIM_SPACES says no.

Source: Splunk, props.conf and limits.conf; measured on Splunk 10.4.0 where it says so.
"""

from __future__ import annotations

from itertools import islice
from re import compile as plain
from typing import TYPE_CHECKING

from harness.spl.json_fields import json_fields
from harness.spl.key_values import KEY, automatic_pairs, clean_key
from harness.spl.xml_text import xml_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from harness.data import Record
    from harness.spl.extraction.rules import KvMode

MAX_CHARACTERS = 10_240
MAX_FIELDS = 100
JSON_CUTOFF = 5_000
_ESCAPED_PAIR = plain(rf"""{KEY}(?:"((?:[^"\\]|\\.)*)"?|([^\s,;|&"]+))""")
_OF_THE_EVENT = frozenset({"_raw", "_time"})
"""Names that a text cannot give to its event."""
_ESCAPE = plain(r'\\(["\\])')


def automatic_fields(text: str, mode: KvMode, *, reads_json: bool = True, trims: bool = True) -> Record:
    """The fields of a text by name (A1 to A5)."""
    if mode == "none":
        return {}
    if mode == "xml":
        return _limited(_single(xml_fields(text)))
    is_json = (mode == "json" or reads_json) and text.lstrip()[:1] in ("{", "[")
    found = _single(json_fields(text, JSON_CUTOFF)) if is_json else {}
    if mode != "json":
        found = {**_first(_pairs(text[:MAX_CHARACTERS], escaped=mode == "auto_escaped"), trims), **found}
    return _limited(found)


def _single(found: Mapping[str, list[str]]) -> dict[str, str | list[str]]:
    return {name: members[0] if len(members) == 1 else members for name, members in found.items()}


def _limited(found: dict[str, str | list[str]]) -> Record:
    kept = ((name, value) for name, value in found.items() if name not in _OF_THE_EVENT)
    return dict(islice(kept, MAX_FIELDS))


def _pairs(text: str, *, escaped: bool) -> Iterator[tuple[str, str]]:
    if "=" not in text:
        return
    if not escaped:
        yield from automatic_pairs(text)
        return
    for match in _ESCAPED_PAIR.finditer(text):
        yield match[1], match[3] if match[2] is None else _ESCAPE.sub(r"\1", match[2])


def _first(pairs: Iterable[tuple[str, str]], trims: bool) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = {}
    for key, value in pairs:
        name, kept = clean_key(key), value.strip(" ") if trims else value
        if name and kept and name not in found:
            found[name] = kept
    return found
