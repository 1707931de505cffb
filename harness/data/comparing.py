"""Comparison in eval expressions.

Rules (Search Reference, eval and where; Spl 4.3, 4.4, 7.12)
- C1  Two numbers (N1) compare as numbers, whether they are stored or written as such; anything else as texts by code
  points, case-sensitively.  Undecided: a number against another text; probe 4.
- C2  Null compares to null.
- C3  A multivalue holds if any of its members does.  `!=` with the quantifier "none" holds where no member is equal.
  Undecided: which of the two readings of `!=` is Splunk's; probe 1.
- C4  IN is any of `=`, joined by OR.
- C5  LIKE matches the whole text, case-sensitively: `%` is any run of characters, `_` any one; nothing escapes them.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeAlias

import polars as pl

from harness.data.building import unified
from harness.data.column import Column, Kind
from harness.data.logic import not_, or_
from harness.data.multivalue import flattened
from harness.data.numbers import numbers, texts

Comparison: TypeAlias = Literal["=", "==", "!=", "<", "<=", ">", ">="]
Quantifier: TypeAlias = Literal["any", "none"]

_OPERATIONS: Mapping[str, Callable[[pl.Series, pl.Series], pl.Series]] = {
    "=": operator.eq,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compare(left: Column, op: str, right: Column, quantifier: Quantifier = "any") -> Column:
    """BOOL: whether `left op right`; null where either is null (C1 to C3)."""
    height = len(left)
    if Kind.NULL in (left.kind, right.kind):
        return Column.spread(pl.Series([None], dtype=pl.Boolean), height)
    if left.unit is not None and right.unit is not None:
        return Column.spread(compare(Column(left.unit), op, Column(right.unit), quantifier).series, height)
    if Kind.MULTI in (left.kind, right.kind):
        if op == "!=" and quantifier == "none":
            return not_(_any_member(left, "=", right))
        return _any_member(left, op, right)
    return _compare_scalars(left, _OPERATIONS[op], right)


def _any_member(left: Column, op: str, right: Column) -> Column:
    rows, one = flattened(left)
    again, other = flattened(right.take(rows))
    return any_of(rows.gather(again), compare(one.take(again), op, other), len(left))


def any_of(rows: pl.Series, found: Column, height: int) -> Column:
    """BOOL for `height` rows: true where any of its entries is, else false where any is known, else null."""
    nothing = pl.Series([None], dtype=pl.Boolean).new_from_index(0, height)
    known = nothing.scatter(rows.filter(found.series.is_not_null()) if found.has_nulls else rows, False)
    return Column(known.scatter(rows.filter(found.series), True))


def _compare_scalars(left: Column, operation: Callable[[pl.Series, pl.Series], pl.Series], right: Column) -> Column:
    if _is_word(left) or _is_word(right):
        return Column(operation(texts(left).operand, texts(right).operand))
    a, b = numbers(left).operand, numbers(right).operand
    if _missing(a, left) == 0 and _missing(b, right) == 0:
        return Column(operation(a, b))
    as_texts = operation(texts(left).operand, texts(right).operand)
    both = a.is_not_null() & b.is_not_null()
    return Column(operation(a, b).zip_with(both, as_texts) if both.any() else as_texts)


def _is_word(column: Column) -> bool:
    """Whether it is a constant that is no number, so that no pair of numbers can be in the comparison."""
    return column.unit is not None and numbers(column).operand.null_count() > 0


def _missing(found: pl.Series, column: Column) -> int:
    return found.null_count() - column.operand.null_count()


def is_in(column: Column, candidates: Sequence[Column]) -> Column:
    """BOOL: whether the value equals one of the candidates (C4)."""
    if column.kind in (Kind.MULTI, Kind.NULL) or not all(_is_plain(c) for c in candidates):
        return or_(*(compare(column, "=", candidate) for candidate in candidates))
    words = pl.concat([texts(Column(c.operand)).series for c in candidates])
    found = texts(column).series.is_in(words.implode())
    figures = pl.concat([numbers(Column(c.operand)).series.cast(pl.Float64) for c in candidates]).drop_nulls()
    if figures.len():
        equal = numbers(column).series.cast(pl.Float64).is_in(figures.implode()).fill_null(value=False)
        found = found | equal
    return Column(found)


def _is_plain(candidate: Column) -> bool:
    return candidate.unit is not None and candidate.kind is not Kind.MULTI and candidate.unit.null_count() == 0


def like(column: Column, pattern: Column) -> Column:
    """BOOL: whether the value matches an SQL pattern; null where either is null (C5); any member (C3)."""
    if Kind.NULL in (column.kind, pattern.kind):
        return Column.spread(pl.Series([None], dtype=pl.Boolean), len(column))
    if column.kind is Kind.MULTI:
        rows, values = flattened(column)
        return any_of(rows, like(values, pattern.take(rows)), len(column))
    constant = texts(pattern).unit
    if constant is not None and constant.null_count() == 0:
        regex = like_regex(constant.item())
        return texts(column).lifted(lambda s: s.str.contains(regex))
    return _like_each(texts(column).series, texts(pattern).series)


def _like_each(values: pl.Series, patterns: pl.Series) -> Column:
    result = pl.Series([None], dtype=pl.Boolean).new_from_index(0, values.len())
    for pattern in patterns.drop_nulls().unique().to_list():
        rows = (patterns == pattern).arg_true()
        result = result.scatter(rows, values.gather(rows).str.contains(like_regex(pattern)))
    return Column(result)


def like_regex(pattern: str) -> str:
    """The regular expression of an SQL pattern (C5)."""
    parts = (".*" if c == "%" else "." if c == "_" else pl.escape_regex(c) for c in pattern)
    return f"(?s)^{''.join(parts)}$"


def equal_values(left: Column, right: Column) -> Column:
    """BOOL, never null: whether two values are the same text or the same members; null equals null."""
    a, b = unified([texts(left), texts(right)])
    return Column(a.series.eq_missing(b.series))
