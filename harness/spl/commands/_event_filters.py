"""The filters of events of `transaction` and `searchtxn`: a text, a search expression, or an eval expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.diagnostics import SourceText
from harness.errors import SplArgumentError
from harness.frozen import frozen
from harness.spl.syntax.ast import Expression, Node, SearchExpression
from harness.spl.syntax.printer import print_expression, print_search_expression, print_string

if TYPE_CHECKING:
    from harness.diagnostics import Span
    from harness.spl.contract import Context
    from harness.spl.syntax.cursor import Cursor


@frozen
class EventFilter(Node):
    """Which events pass: those that hold a text, match a search expression, or make an eval expression true."""

    text: str | None = None
    quoted: bool = False
    search: SearchExpression | None = None
    condition: Expression | None = None


def read_event_filter(cursor: Cursor) -> EventFilter:
    """Reads `"text"`, `word`, `(search expression)` or `eval(expression)`."""
    start = cursor.mark()
    if cursor.keyword("eval"):
        cursor.expect("(")
        condition = cursor.condition()
        cursor.expect(")")
        return EventFilter(cursor.span_from(start), condition=condition)
    if cursor.punctuation("("):
        search = cursor.search_expression()
        cursor.expect(")")
        return EventFilter(cursor.span_from(start), search=search)
    quoted = cursor.peek_string()
    text = cursor.word()
    return EventFilter(cursor.span_from(start), text, quoted)


def print_event_filter(kept: EventFilter) -> str:
    """A filter as `read_event_filter` reads it back."""
    if kept.condition is not None:
        return f"eval({print_expression(kept.condition)})"
    if kept.search is not None:
        return f"({print_search_expression(kept.search)})"
    text = kept.text or ""
    return print_string(text) if kept.quoted or not text else text


def search_of(text: str, span: Span, context: Context) -> SearchExpression | None:
    """The search expression that the text of a filter is; None for an empty one.

    Raises: SplArgumentError where it is none.
    """
    from harness.spl.parsing import GRAMMAR
    from harness.spl.syntax.cursor import Cursor

    cursor = Cursor(SourceText("<filter>", text), GRAMMAR)
    expression = cursor.search_expression()
    if cursor.diagnostics or not cursor.at_end():
        raise context.error(SplArgumentError, "SPL202", f'"{text}" is no search expression', span, label="this filter")
    return expression
