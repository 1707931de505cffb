"""Matching as the search command does it.

Rules (Search Reference, search; Spl 4.2)
- S1  `=` and `!=` compare texts, ignoring case; `*` stands for any run of characters, also none.  There is no
  numeric equality: 1 does not match "1.0".  Undecided: probe 5.
- S2  A right side that is an IP network (`10.0.0.0/8`, `2001:db8::/32`) matches the addresses in it, and its own text.
  Host bits may be set.  Undecided.
- S3  A null value matches nothing, neither `=` nor `!=`; `*` matches every value that is there, also the empty text.
  Undecided: the empty text; probe 6.
- S4  `< > <= >=` compare as numbers if both sides are numbers (N1), else as texts by code points, case-sensitively.
- S5  A multivalue matches if any member does.  `!=` with the quantifier "none" asks that no member match.
  Undecided: probe 1.
- S6  A word matches `_raw` ignoring case and bounded: what stands before and behind it is no letter and no digit.
  A `*` in it stands for any run without white space.  Undecided: how far `*` reaches.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

import polars as pl

from harness.data.column import Column, Kind
from harness.data.comparing import Quantifier, any_of, compare
from harness.data.logic import and_, not_
from harness.data.multivalue import flattened
from harness.data.networks import network_regex
from harness.data.numbers import parse_number, render_number, texts

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
_NOT_WORD = r"[^\p{L}\p{N}\p{M}]"
_SAMPLE = 512
_SAMPLE_FROM = 16 * _SAMPLE


def wildcard_regex(pattern: str) -> str:
    """The regular expression of a pattern with `*`, without anchors: for a full match, here and in Python's `re`."""
    return f"(?s:{'.*'.join(_escape(part) for part in pattern.split('*'))})"


def _escape(text: str) -> str:
    return "".join(f"\\{c}" if c in r".^$*+?()[]{}|\-&~#" else c for c in text)


def search_equals(column: Column, text: str) -> Column:
    """BOOL, never null: whether any member matches (S1, S2, S3, S5)."""
    return _any_match(column, text)


def search_not_equals(column: Column, text: str, quantifier: Quantifier = "any") -> Column:
    """BOOL, never null: whether some member does not match, or with "none" whether no member does (S3, S5)."""
    if column.kind is Kind.MULTI and quantifier == "any":
        rows, values = flattened(column)
        return _known(any_of(rows, search_not_equals(values, text), len(column)))
    return and_(not_(_any_match(column, text)), column.is_not_null())


def search_compare(column: Column, op: str, text: str) -> Column:
    """BOOL, never null: whether `value op text`; `=` and `!=` by S1, the rest by S4, any member (S5)."""
    if op in ("=", "=="):
        return search_equals(column, text)
    if op == "!=":
        return search_not_equals(column, text)
    return _known(compare(column, op, Column.constant(text, len(column))))


def search_word(column: Column, text: str) -> Column:
    """BOOL, never null: whether a word or phrase stands in the text (S6)."""
    regex = word_regex(text)
    return _match_texts(column, lambda values: values.str.contains(regex))


def word_regex(text: str) -> str:
    """The regular expression that finds a word or phrase (S6), for Polars."""
    body = r"\S*".join(_escape(part) for part in text.split("*"))
    before = f"(?:^|{_NOT_WORD})" if text[:1].isalnum() else ""
    behind = f"(?:$|{_NOT_WORD})" if text[-1:].isalnum() else ""
    return f"(?i){before}{body}{behind}"


def _any_match(column: Column, text: str) -> Column:
    if column.unit is not None:
        return Column.spread(_any_match(Column(column.unit), text).series, len(column))
    if text.strip("*") == "" and text:
        return column.is_not_null()
    if column.kind is Kind.NUMBER and "*" not in text and "/" not in text:
        return _match_number(column, text)
    return _match_texts(column, matcher(text))


def _match_number(column: Column, text: str) -> Column:
    """The column's numbers whose printed form is this text, without printing them all."""
    number = parse_number(text)
    if number is not None and render_number(number) == text:
        return Column((column.series == number).fill_null(value=False))
    return _match_texts(column, matcher(text))


def _match_texts(column: Column, predicate: Callable[[pl.Series], pl.Series]) -> Column:
    if column.kind is Kind.NULL:
        return Column.spread(pl.Series([False]), len(column))
    if column.dictionary is not None:
        return Column(_match_codes(column.codes, predicate(column.dictionary.texts)))
    if column.kind is not Kind.MULTI:
        return _known(Column(_by_distinct(texts(column).series, predicate)))
    rows, values = flattened(column)
    return _known(any_of(rows, Column(_by_distinct(texts(values).series, predicate)), len(column)))


def _match_codes(codes: pl.Series, matches: pl.Series) -> pl.Series:
    """Whether the code of each value is that of a text that matches."""
    places = matches.fill_null(value=False).arg_true()
    if places.len() <= 1:
        found = codes == (places.item() if places.len() else matches.len())
    elif places.len() == matches.len():
        found = codes.is_not_null()
    else:
        found = matches[codes]
    return found.fill_null(value=False) if found.null_count() else found


def _by_distinct(values: pl.Series, predicate: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """`predicate(values)`, asked only for the distinct values where a sample says that they are few."""
    if values.len() < _SAMPLE_FROM or values.gather_every(values.len() // _SAMPLE).n_unique() > _SAMPLE * 3 // 4:
        return predicate(values)
    distinct = values.unique()
    return values.is_in(distinct.filter(predicate(distinct)).implode())


def _known(column: Column) -> Column:
    return column.lifted(lambda s: s.fill_null(value=False) if s.null_count() else s)


def matcher(text: str) -> Callable[[pl.Series], pl.Series]:
    """What tells for a series of texts which of them match a right side (S1, S2); null for null."""
    folded = _folded(text)
    if "*" in text:
        return _wildcard_matcher(folded)
    network = parse_network(text)
    addresses = network_regex(text) if network is not None else None
    if addresses is not None:
        return lambda values: values.str.contains(addresses) | (values.str.to_lowercase() == folded)
    if network is not None:
        return lambda values: _in_network(values, network, folded)
    return lambda values: values.str.to_lowercase() == folded


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    """The text in lower case, as Polars and not as Python sees it."""
    return str(pl.Series([text]).str.to_lowercase().item())


def _wildcard_matcher(folded: str) -> Callable[[pl.Series], pl.Series]:
    body = folded.strip("*")
    if "*" not in body:
        return _affix_matcher(folded, body)
    regex = f"^{wildcard_regex(folded)}$"
    return lambda values: values.str.to_lowercase().str.contains(regex)


def _affix_matcher(folded: str, body: str) -> Callable[[pl.Series], pl.Series]:
    if folded.startswith("*") and folded.endswith("*"):
        return lambda values: values.str.to_lowercase().str.contains(body, literal=True)
    if folded.startswith("*"):
        return lambda values: values.str.to_lowercase().str.ends_with(body)
    return lambda values: values.str.to_lowercase().str.starts_with(body)


def parse_network(text: str) -> Network | None:
    """The IP network that a text writes with a slash (S2), or None."""
    if "/" not in text:
        return None
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def _in_network(values: pl.Series, network: Network, folded: str) -> pl.Series:
    inside = [v for v in values.drop_nulls().unique().to_list() if _is_inside(v, network) or v.lower() == folded]
    return values.is_in(pl.Series(inside, dtype=pl.String).implode())


def _is_inside(text: str, network: Network) -> bool:
    try:
        return ipaddress.ip_address(text) in network
    except ValueError:
        return False
