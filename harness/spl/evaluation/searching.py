"""Search expressions: which rows of a table `search` and its kin keep.

Comparisons are with literal text, case-insensitive, with wildcards and CIDR blocks, and true if any member of a
multivalue matches; the rules live in `harness.data`.  The result is never null: a row without the field does not
match, and `NOT` turns that into a match.

A time bound is not a field test.  The bounds that stand side by side form one window; `bounds.py` tells which part of
time the expression can match at all.

Source: Search Reference, "search"; Search Manual, "NOT expressions".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from harness import data
from harness.data import Column, Kind, Table
from harness.errors import SearchRuntimeError
from harness.spl.contract import Message
from harness.spl.evaluation import terms
from harness.spl.evaluation.advice import advise
from harness.spl.evaluation.bounds import is_index_bound, window_of
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
    SearchValue,
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

    def field(self, field: FieldName, values: Sequence[SearchValue] = ()) -> Column:
        """The values of a field that is compared with some values.

        An event type or a tag that nothing declares, and no row carries, is on no row; Splunk says so of an event type
        and goes on, and here both are told.
        """
        name = field.name
        column = self.table.column(name)
        is_knowledge = (name in _KNOWLEDGE or name.startswith("tag::")) and self.table.height > 0
        if is_knowledge and not self._is_declared(name, values) and not self._is_given(column, name, values):
            what = "an event type" if name == "eventtype" else "a tag"
            named = ", ".join(value.text for value in values) or "*"
            self.context.say(
                Message(
                    "WARN",
                    f"neither does the content declare {what} nor does an event carry it: {name}={named}",
                    field.span,
                    help="declare it in eventtypes.conf and tags.conf, or give the events of the test the field",
                )
            )
        return column

    def _is_given(self, column: Column, name: str, values: Sequence[SearchValue]) -> bool:
        """Whether rows carry the field; where event types are declared, whether they carry one of the values."""
        if column.kind is Kind.NULL or column.operand.null_count() == len(column.operand):
            return False
        if name != "eventtype" or not self.context.sources.knowledge.event_types:
            return True
        return any(True in terms.equals(column, value).operand for value in values)

    def _is_declared(self, name: str, values: Sequence[SearchValue]) -> bool:
        """Whether there is an event type for each of the values; for tags, whether there are any."""
        knowledge = self.context.sources.knowledge
        if name != "eventtype":
            return bool(knowledge.tags or any(each.tags for each in knowledge.event_types.values()))
        names = [each.lower() for each in knowledge.event_types]
        patterns = [re.compile(data.wildcard_regex(value.text.lower())) for value in values]
        return bool(names) and all(any(map(pattern.fullmatch, names)) for pattern in patterns)

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
    column = matcher.field(node.field, [node.value])
    if node.operator == "!=" and column.kind is Kind.MULTI:
        return matcher.readings.choose_again(node, lambda reading: terms.differs(column, node.value, reading))
    return matcher.once(node, lambda: terms.compares(column, node.operator, node.value))


def _in(matcher: _Matcher, node: SearchIn) -> Column:
    column = matcher.field(node.field, node.values)
    return matcher.once(node, lambda: _either(matcher, [terms.equals(column, value) for value in node.values]))


def _either(matcher: _Matcher, masks: Sequence[Column]) -> Column:
    return data.or_(*masks) if masks else matcher.constant(False)


def _not(matcher: _Matcher, node: SearchNot) -> Column:
    return data.not_(matcher.match(node.operand))


def _logical(matcher: _Matcher, node: SearchLogical) -> Column:
    if node.operator == "OR":
        return _either(matcher, [matcher.match(operand) for operand in node.operands])
    bounds = [bound for bound in node.operands if isinstance(bound, TimeBound) and not is_index_bound(bound)]
    masks = [matcher.match(operand) for operand in node.operands if not isinstance(operand, TimeBound)]
    if bounds:
        masks.append(matcher.window(window_of(bounds, matcher.context)))
    return data.and_(*masks) if masks else Column.constant(value=True, height=matcher.table.height)


def _bound(matcher: _Matcher, node: TimeBound) -> Column:
    if is_index_bound(node):  # the scan has kept to it, and it stands where it must hold
        return matcher.constant(True)
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
