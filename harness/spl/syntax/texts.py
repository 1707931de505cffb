"""Quoting and escaping: from the characters between quotes to the text they mean, and back.

A backslash escapes a quote of the same kind and itself; before anything else it is an ordinary character, so that
regular expressions can be written with single backslashes.  Writing escapes as little as reads back the same.
"""

from __future__ import annotations

import re

_DOUBLE = re.compile(r'\\(["\\])')
_SINGLE = re.compile(r"\\(['\\])")
_SEARCH = re.compile(r'\\(["\\|])')
_BACKSLASH_BEFORE_DOUBLE = re.compile(r'\\(?=["\\]|\Z)')
_BACKSLASH_BEFORE_SINGLE = re.compile(r"\\(?=['\\]|\Z)")
_BACKSLASH_IN_SEARCH = re.compile(r'\\(?=["\\|]|\Z)')


def unescape_double(body: str) -> str:
    """The text between double quotes."""
    return _DOUBLE.sub(r"\1", body) if "\\" in body else body


def unescape_single(body: str) -> str:
    """The field name between single quotes."""
    return _SINGLE.sub(r"\1", body) if "\\" in body else body


def unescape_search(body: str) -> str:
    r"""A value or phrase of a search expression, where a pipe may be escaped too (`\|`)."""
    return _SEARCH.sub(r"\1", body) if "\\" in body else body


def quote_double(text: str) -> str:
    """A double-quoted text that `unescape_double` reads back."""
    return '"' + _BACKSLASH_BEFORE_DOUBLE.sub(r"\\\\", text).replace('"', '\\"') + '"'


def quote_single(text: str) -> str:
    """A single-quoted name that `unescape_single` reads back."""
    return "'" + _BACKSLASH_BEFORE_SINGLE.sub(r"\\\\", text).replace("'", "\\'") + "'"


def quote_search(text: str) -> str:
    """A double-quoted value that `unescape_search` reads back."""
    return '"' + _BACKSLASH_IN_SEARCH.sub(r"\\\\", text).replace('"', '\\"') + '"'


def escape_bare(text: str) -> str:
    """A bare word of a search expression that `unescape_search` reads back."""
    return re.sub(r'(["|])', r"\\\1", _BACKSLASH_IN_SEARCH.sub(r"\\\\", text))
