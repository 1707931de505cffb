"""Datasets that `union` and `join` take by name: `inputlookup:users.csv` is the subsearch `[| inputlookup users.csv]`.

Source: Search Reference, "union" and "join" (dataset-type and dataset-name).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.diagnostics import Origin, SourceText
from harness.spl.syntax.printer import print_word

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Pipeline
    from harness.spl.syntax.cursor import Cursor

_NAMED = re.compile(r"\s*+(datamodel|savedsearch|inputlookup):", re.IGNORECASE)
_SEARCHES = {"datamodel": "from datamodel:{}", "savedsearch": "savedsearch {}", "inputlookup": "inputlookup {}"}


def peek_named(cursor: Cursor) -> bool:
    """Whether a dataset with a name comes next; consumes nothing."""
    return _NAMED.match(cursor.text, cursor.position) is not None


def read_dataset(cursor: Cursor) -> Pipeline:
    """A subsearch, or the search that a named dataset stands for."""
    from harness.spl.syntax.pipelines import parse_pipeline

    match = _NAMED.match(cursor.text, cursor.position)
    if match is None:
        return cursor.subsearch()
    cursor.position = match.start(1)
    start = cursor.mark()
    cursor.position = match.end()
    text = f"| {_SEARCHES[match[1].lower()].format(print_word(cursor.word()))}"
    origin = Origin(0, len(text), cursor.source, [start] * len(text) + [cursor.position], via="a named dataset")
    return parse_pipeline(SourceText(cursor.source.name, text, (origin,)), cursor.grammar)
