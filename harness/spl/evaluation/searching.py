"""Search expressions: which rows of a table `search` and its kin keep.

Comparisons are with literal text, case-insensitive, with wildcards and CIDR blocks, and true if any member of a
multivalue matches; the rules live in `harness.data`.  The result is never null: a row without the field does not
match, and `NOT` turns that into a match.

A time bound is not a field test.  The bounds that stand side by side form one window; `bounds.py` tells which part of
time the expression can match at all.

Source: Search Reference, "search"; Search Manual, "NOT expressions".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness import data
from harness.data import Column, Kind, Table
from harness.errors import SearchRuntimeError, SplUnsupportedError
from harness.spl.evaluation import terms
from harness.spl.evaluation.advice import advise
from harness.spl.evaluation.bounds import window_of
from harness.spl.evaluation.readings import Readings, decide
from harness.spl.syntax.ast import (
    FieldName,
    SearchComparison,
    SearchExpression,
    SearchIn,
    SearchLogical,
    SearchNot,
    SearchSubsearch,
    SearchTerm,
    TimeBound,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from harness.spl.contract import Context
    from harness.timerange import TimeRange

_KNOWLEDGE = ("eventtype", "tag")


def search_mask(expression: SearchExpression, table: Table, context: Context) -> Column:
    """BOOL: which rows a search expression matches.

    Subsearches must have been resolved before (`resolve_subsearches`).
    """

    known: dict[int, Column] = {}

    def compute(readings: Readings) -> Column:
        return _Matcher(table, context, readings, known).match(expression)

    decision = decide(compute, context.settings.mv_not_equal_search)
    for comparison in decision.undecided:
        advise(comparison, "mv_not_equal_search", context)
    return decision.mask


class _Matcher:
    """Matches one table under one choice of readings; `known` keeps the answers that do not depend on it."""

    __slots__ = ("context", "known", "readings", "table")

    def __init__(self, table: Table, context: Context, readings: Readings, known: dict[int, Column]) -> None:
        self.table = table
        self.context = context
        self.readings = readings
        self.known = known

    def match(self, node: SearchExpression) -> Column:
        return _HANDLERS[type(node)](self, node)

    def once(self, node: SearchExpression, compute: Callable[[], Column]) -> Column:
        if id(node) not in self.known:
            self.known[id(node)] = compute()
        return self.known[id(node)]

    def field(self, field: FieldName) -> Column:
        """The values of a field.

        Raises: SplUnsupportedError for event types and tags, which come from knowledge objects, unless the rows carry
        them.
        """
        name = field.name
        if name not in self.table and self.table.height and (name in _KNOWLEDGE or name.startswith("tag::")):
            raise self.context.error(
                SplUnsupportedError,
                "SPL900",
                f'the embedded engine does not know the definitions behind "{name}"',
                field.span,
                label="needs event types or tags",
                help="write the condition that the event type or tag stands for",
            )
        return self.table.column(name)

    def constant(self, value: bool) -> Column:
        return Column.constant(value, self.table.height)

    def window(self, window: TimeRange) -> Column:
        """Which rows lie in a window of time."""
        time = data.numbers(self.table.column("_time"))
        parts = []
        if window.earliest is not None:
            parts.append(data.compare(time, ">=", Column.constant(window.earliest, self.table.height)))
        if window.latest is not None:
            parts.append(data.compare(time, "<", Column.constant(window.latest, self.table.height)))
        return data.and_(*parts) if parts else self.constant(True)


def _term(matcher: _Matcher, node: SearchTerm) -> Column:
    return matcher.once(node, lambda: terms.word_mask(matcher.table.column("_raw"), node))


def _comparison(matcher: _Matcher, node: SearchComparison) -> Column:
    column = matcher.field(node.field)
    if node.operator == "!=" and column.kind is Kind.MULTI:
        return matcher.readings.choose_again(node, lambda reading: terms.differs(column, node.value, reading))
    return matcher.once(node, lambda: terms.compares(column, node.operator, node.value))


def _in(matcher: _Matcher, node: SearchIn) -> Column:
    column = matcher.field(node.field)
    return matcher.once(node, lambda: _either(matcher, [terms.equals(column, value) for value in node.values]))


def _either(matcher: _Matcher, masks: Sequence[Column]) -> Column:
    return data.or_(*masks) if masks else matcher.constant(False)


def _not(matcher: _Matcher, node: SearchNot) -> Column:
    return data.not_(matcher.match(node.operand))


def _logical(matcher: _Matcher, node: SearchLogical) -> Column:
    if node.operator == "OR":
        return _either(matcher, [matcher.match(operand) for operand in node.operands])
    bounds = [operand for operand in node.operands if isinstance(operand, TimeBound)]
    masks = [matcher.match(operand) for operand in node.operands if not isinstance(operand, TimeBound)]
    if bounds:
        masks.append(matcher.window(window_of(bounds, matcher.context)))
    return data.and_(*masks) if masks else Column.constant(value=True, height=matcher.table.height)


def _bound(matcher: _Matcher, node: TimeBound) -> Column:
    return matcher.window(window_of([node], matcher.context))


def _subsearch(matcher: _Matcher, node: SearchSubsearch) -> Column:
    raise matcher.context.error(
        SearchRuntimeError, "SPL512", "a subsearch cannot stand here", node.span, label="not resolved"
    )


_HANDLERS: dict[type, Callable[[_Matcher, Any], Column]] = {
    SearchTerm: _term,
    SearchComparison: _comparison,
    SearchIn: _in,
    SearchNot: _not,
    SearchLogical: _logical,
    TimeBound: _bound,
    SearchSubsearch: _subsearch,
}
