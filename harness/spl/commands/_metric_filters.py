"""What a WHERE clause over metrics selects: a mask over the series of a source, for one metric.

The clause is reduced first: what it says of `metric_name` is true or false once the metric is known, and bounds of
time have been taken out before.  What is left compares dimensions, and is answered on the series table.

Rules (Search Reference, mstats)
- Names and values of dimensions are compared as text and case counts: `1` is not `1.0`, `Web` is not `web`.
- `*` in a value stands for any run of characters, quoted or not.
- `<` and its kin compare numbers if both sides are numbers, else texts by code points.
- A series that lacks a dimension is not equal, and not unequal, to any value; NOT turns that around.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import ge, gt, le, lt
from typing import Any, TypeAlias

from harness.data import Column, Table, and_, map_scalars, not_, or_
from harness.data.numbers import parse_number
from harness.spl.commands._metric_clauses import METRIC_NAME
from harness.spl.syntax.ast import (
    SearchComparison,
    SearchExpression,
    SearchIn,
    SearchLogical,
    SearchNot,
    TimeBound,
)

Test: TypeAlias = Callable[[str | None], bool]
Reduced: TypeAlias = SearchExpression | bool

_ORDERINGS: dict[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def reduce_filter(node: SearchExpression | None, metric: str | None) -> Reduced:
    """The filter once the name of the metric is known; without a name only bounds of time are taken out."""
    match node:
        case None | TimeBound():
            return True
        case SearchComparison() | SearchIn() if metric is not None and node.field.name == METRIC_NAME:
            return test_of(node)(metric)
        case SearchNot():
            inner = reduce_filter(node.operand, metric)
            return not inner if isinstance(inner, bool) else SearchNot(node.span, inner)
        case SearchLogical():
            return _reduced(node, [reduce_filter(operand, metric) for operand in node.operands])
        case _:
            return node


def _reduced(node: SearchLogical, operands: Sequence[Reduced]) -> Reduced:
    deciding = node.operator == "OR"
    open_ones: list[SearchExpression] = []
    for operand in operands:
        if operand is deciding:
            return deciding
        if not isinstance(operand, bool):
            open_ones.append(operand)
    if len(open_ones) < 2:
        return open_ones[0] if open_ones else not deciding
    return SearchLogical(node.span, node.operator, tuple(open_ones))


def series_mask(node: Reduced, series: Table) -> Column:
    """BOOL, never null: the series of a table for which a reduced filter holds."""
    match node:
        case bool():
            return Column.constant(node, series.height)
        case SearchNot():
            return not_(series_mask(node.operand, series))
        case SearchLogical():
            join = and_ if node.operator == "AND" else or_
            return join(*(series_mask(operand, series) for operand in node.operands))
        case SearchComparison() | SearchIn():
            return map_scalars(test_of(node), series.column(node.field.name), nulls=True)
        case _:
            raise AssertionError("the parser lets comparisons only into the filter")


def test_of(node: SearchComparison | SearchIn) -> Test:
    """The test that a comparison makes of one value."""
    if isinstance(node, SearchIn):
        tests = [equality(value.text) for value in node.values]
        return lambda value: any(test(value) for test in tests)
    text = node.value.text
    if node.operator in _ORDERINGS:
        return _ordering(_ORDERINGS[node.operator], text)
    equal = equality(text)
    return equal if node.operator == "=" else lambda value: value is not None and not equal(value)


@lru_cache(maxsize=512)
def equality(text: str) -> Test:
    """The test whether a value is this text, or matches it where it has wildcards."""
    if "*" not in text:
        return lambda value: value == text
    expression = re.compile(".*".join(map(re.escape, text.split("*"))), re.DOTALL)
    return lambda value: value is not None and expression.fullmatch(value) is not None


def _ordering(compare: Callable[[Any, Any], bool], text: str) -> Test:
    bound = parse_number(text)

    def test(value: str | None) -> bool:
        if value is None:
            return False
        number = None if bound is None else parse_number(value)
        return compare(value, text) if number is None else compare(number, bound)

    return test
