"""Event types: the field `eventtype` of events that match the searches of eventtypes.conf.

Rules
- Y1  An event has every event type whose search it matches, the most important first (lower `priority`), then by name;
  one that it was given comes before them.
- Y2  The search of an event type is a search expression: no pipe, no subsearch, no tags, which come later.  It may name
  other event types.

Source: Knowledge Manager Manual, "About event types" and "Configure event types in eventtypes.conf".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harness.data import Column, map_scalars, texts
from harness.diagnostics import Diagnostic, Span
from harness.errors import SplArgumentError, SplError
from harness.spl.evaluation import search_mask
from harness.spl.syntax.ast import (
    SearchComparison,
    SearchIn,
    SearchLogical,
    SearchNot,
    SearchSubsearch,
    SubsearchComparison,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from harness.data import Table, Value
    from harness.diagnostics import SourceText
    from harness.spl.contract import Context
    from harness.spl.objects import EventType
    from harness.spl.sources import MacroDefinition
    from harness.spl.syntax.ast import SearchExpression

FIELD = "eventtype"


def with_event_types(rows: Table, context: Context, names: Sequence[str] | None = None) -> Table:
    """The events with the field `eventtype`; of the event types only those of some `names`, where these are given.

    Raises: SplError for an event type that cannot be read, or that leads back to itself.
    """
    found = _Matching(rows, context)
    for each in in_order(context.sources.knowledge.event_types):
        if names is None or each.name in names:
            found.mask(each.name)
    return found.field(names)


def in_order(event_types: Mapping[str, EventType]) -> list[EventType]:
    """Event types in the order of the field (Y1)."""
    return sorted(event_types.values(), key=lambda each: (each.priority, each.name))


def event_type_loops(
    event_types: Mapping[str, EventType], macros: Mapping[str, MacroDefinition]
) -> Iterator[Diagnostic]:
    """A finding for each event type that leads back to itself, at the first of them by name.

    Event types that cannot be read lead nowhere.
    """
    named = {name: _read_names(each, event_types, macros) for name, each in sorted(event_types.items())}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> Iterator[Diagnostic]:
        if name in path:
            yield _back_to_itself(event_types[name], path[path.index(name) :])
        elif name not in done:
            for other in named[name]:
                yield from visit(other, (*path, name))
            done.add(name)

    for name in named:
        yield from visit(name, ())


def _read_names(each: EventType, known: Mapping[str, EventType], macros: Mapping[str, MacroDefinition]) -> list[str]:
    try:
        expression = parse_event_type(each.search, macros)
    except SplError:
        return []
    return [name for name in dict.fromkeys(_named_types(expression)) if name in known] if expression else []


def _back_to_itself(each: EventType, path: Sequence[str]) -> Diagnostic:
    message = f'the event type "{each.name}" leads back to itself: {" > ".join([*path, each.name])}'
    return _about(each.search, "SPL676", message, "take one of the names out")


class _Matching:
    """Finds which rows match which event types, each once."""

    def __init__(self, rows: Table, context: Context) -> None:
        self._rows = rows
        self._context = context
        self._known = context.sources.knowledge.event_types
        self._masks: dict[str, Column] = {}
        self._open: list[str] = []

    def mask(self, name: str) -> None:
        """Finds the rows of one event type."""
        if name in self._masks:
            return
        each = self._known[name]
        if name in self._open:
            raise SplArgumentError(diagnostics=[_back_to_itself(each, self._open)])
        self._open.append(name)
        expression = parse_event_type(each.search, self._context.macros)
        named = [other for other in _named_types(expression) if other in self._known] if expression else []
        for other in named:
            self.mask(other)
        rows = self.field(named) if named else self._rows
        context = replace(self._context, source=each.search)
        everything = Column.constant(True, rows.height)
        self._masks[name] = search_mask(expression, rows, context) if expression else everything
        self._open.pop()

    def field(self, names: Sequence[str] | None = None) -> Table:
        """The rows with the event types found so far."""
        column = self._rows.column(FIELD)
        for each in in_order(self._known):
            if each.name in self._masks and (names is None or each.name in names):
                column = _added(column, self._masks[each.name], each.name)
        return self._rows.with_column(FIELD, column)


def _added(column: Column, mask: Column, name: str) -> Column:
    if mask.unit is None and not mask.series.any():
        return column

    def joined(old: Value, is_one: Value) -> Value:
        members = [] if old is None else old if isinstance(old, list) else [str(old)]
        added = members if not is_one or name in members else [*members, name]
        return added or None

    return map_scalars(joined, texts(column), mask, nulls=True)


def parse_event_type(
    source: SourceText, macros: Mapping[str, MacroDefinition] | None = None
) -> SearchExpression | None:
    """The expression of an event type; None for one that asks for nothing (Y2).

    Raises: SplError.
    """
    from harness.spl.parsing import parse

    text = source.text.lstrip()
    pipeline = parse(source, macros=macros)
    if text.startswith("|") or len(pipeline.commands) != 1:
        found = _about(source, "SPL676", "the search of an event type has no pipe", "write a search expression")
        raise SplArgumentError(diagnostics=[found])
    expression: SearchExpression | None = getattr(pipeline.commands[0], "expression", None)
    for node in _nodes(expression):
        complaint = _complaint(node)
        if complaint is not None:
            raise SplArgumentError(diagnostics=[Diagnostic("SPL676", complaint, pipeline.source, node.span)])
    return expression


def _complaint(node: SearchExpression) -> str | None:
    if isinstance(node, SearchSubsearch | SubsearchComparison):
        return "the search of an event type has a subsearch"
    if isinstance(node, SearchComparison | SearchIn) and (node.field.name + "::").startswith("tag::"):
        return "the search of an event type names a tag, and tags come after event types"
    return None


def _named_types(expression: SearchExpression) -> list[str]:
    found: list[str] = []
    for node in _nodes(expression):
        if isinstance(node, SearchComparison) and node.field.name == FIELD:
            found.append(node.value.text)
        elif isinstance(node, SearchIn) and node.field.name == FIELD:
            found += [value.text for value in node.values]
    return found


def _nodes(expression: SearchExpression | None) -> Iterator[SearchExpression]:
    if expression is not None:
        yield expression
        if isinstance(expression, SearchNot):
            yield from _nodes(expression.operand)
        elif isinstance(expression, SearchLogical):
            for operand in expression.operands:
                yield from _nodes(operand)


def _about(source: SourceText, code: str, message: str, way_out: str) -> Diagnostic:
    return Diagnostic(code, message, source, Span(0, len(source.text)), help=way_out)
