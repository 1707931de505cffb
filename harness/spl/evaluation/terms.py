"""Single tests of a search expression: a word in `_raw`, a value of a field, and the two modifiers.

`CASE(x)` asks for the letter case as well.  `TERM(x)` asks that x be a whole index term: what stands before and
behind it must be a major breaker (white space, brackets, quotes, `, ; | ! & ? + *`), so that TERM(127.0.0.1) does not
match in 127.0.0.12 or in ip=127.0.0.1.

Source: Search Manual, "Use CASE() and TERM() to match phrases".
Undecided: a modifier on a field's value (`user=CASE(Ann)`): the value is compared as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness import data
from harness.data import Column, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.spl.settings import MvNotEqual
    from harness.spl.syntax.ast import ComparisonOperator, SearchTerm, SearchValue

_BREAKER = r"""[\s\[\]<>(){}|!;,'"*&?+]"""


def word_mask(raw: Column, term: SearchTerm) -> Column:
    """BOOL, never null: whether a word or phrase stands in the text."""
    if term.text.strip("*") == "" and term.text:
        # `*` alone asks for nothing: it matches every event, one without `_raw` too.
        return Column.constant(True, len(raw))
    if not term.modifier:
        return data.search_word(raw, term.text)
    body = r"\S*".join(re.escape(part) for part in term.text.split("*"))
    if term.modifier == "TERM":
        return _matches(raw, re.compile(rf"(?:^|(?<={_BREAKER})){body}(?=$|{_BREAKER})", re.IGNORECASE).search)
    return _matches(raw, re.compile(_bounded(term.text, body)).search)


def _bounded(text: str, body: str) -> str:
    before = r"(?<![^\W_])" if text[:1].isalnum() else ""
    behind = r"(?![^\W_])" if text[-1:].isalnum() else ""
    return f"{before}{body}{behind}"


def compares(column: Column, operator: ComparisonOperator, value: SearchValue) -> Column:
    """BOOL, never null: whether a comparison holds, for a field that is not multivalue where it is `!=`."""
    if operator == "=":
        return equals(column, value)
    if operator == "!=":
        return differs(column, value, "any")
    return data.search_compare(column, operator, value.text)


def equals(column: Column, value: SearchValue) -> Column:
    """BOOL, never null: whether a member of the field matches the value."""
    if value.modifier != "CASE":
        return data.search_equals(column, value.text)
    return _matches(column, re.compile(data.wildcard_regex(value.text)).fullmatch)


def differs(column: Column, value: SearchValue, reading: MvNotEqual) -> Column:
    """BOOL, never null: whether some member differs from the value, or with "none" whether none matches it."""
    if value.modifier != "CASE":
        return data.search_not_equals(column, value.text, quantifier=reading)
    pattern = re.compile(data.wildcard_regex(value.text))
    if reading == "any":
        return _matches(column, lambda text: not pattern.fullmatch(text))
    return data.and_(column.is_not_null(), data.not_(_matches(column, pattern.fullmatch)))


def _matches(column: Column, test: Callable[[str], object]) -> Column:
    """BOOL, never null: whether the test holds for any member."""

    def kept(text: Value) -> Value:
        return "x" if test(str(text)) else None

    return data.map_scalars(kept, data.texts(column), members=True).is_not_null()
