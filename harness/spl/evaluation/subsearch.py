"""Subsearches as terms: the rows of `[ .. ]` become the expression that stands in its place.

Each row is the AND of `field="value"` for its fields, the rows are joined by OR, a multivalue is the OR of its
members; fields whose names start with an underscore do not take part.  A field named `search` or `query` is text that
is inserted as it stands.  No rows at all match nothing.

The tree is built directly, not through text; the outcome is the same and thousands of rows stay cheap.

Source: Search Manual, "About subsearches"; Search Reference, "format".
Undecided: whether a `search` field of several rows is joined with OR (probe 17); here it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harness.diagnostics import SourceText, Span
from harness.errors import SearchRuntimeError
from harness.spl.contract import Context, Message
from harness.spl.syntax.ast import (
    Expression,
    ExpressionSubsearch,
    FieldName,
    Pipeline,
    SearchComparison,
    SearchExpression,
    SearchLogical,
    SearchNot,
    SearchSubsearch,
    SearchValue,
    SubsearchComparison,
    TimeBound,
)
from harness.spl.syntax.printer import print_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.data import RenderedRow, Table
    from harness.spl.syntax.cursor import Cursor

_TIME_BOUNDS = ("earliest", "latest")
_TEXT_FIELDS = ("search", "query")


def resolve_subsearches(expression: SearchExpression, context: Context) -> SearchExpression:
    """The expression with every subsearch in it run and replaced by what its rows say."""
    match expression:
        case SearchSubsearch(span=span, pipeline=pipeline):
            return _from_rows(_limited(context.run(pipeline), span, context), span, context)
        case SubsearchComparison():
            return _compared(expression, context)
        case SearchNot(span=span, operand=operand):
            return SearchNot(span, resolve_subsearches(operand, context))
        case SearchLogical(span=span, operator=operator, operands=operands):
            return SearchLogical(span, operator, tuple(resolve_subsearches(operand, context) for operand in operands))
        case _:
            return expression


def _compared(node: SubsearchComparison, context: Context) -> SearchExpression:
    """`field > [ .. | return $x ]`: the text of the result stands in the place of the value."""
    text = _only_text(node.pipeline, node.span, context)
    expression = _parsed(f"{print_field(node.field)}{node.operator}{text}", node.span, context)
    if expression is None:
        raise _unreadable(text, node.span, context)
    return expression


def _limited(table: Table, span: Span, context: Context) -> Table:
    limit = context.settings.limits.subsearch_maxout
    if table.height <= limit:
        return table
    text = f"[subsearch]: the subsearch gave {table.height} results, only the first {limit} are used"
    context.say(Message("WARN", text, span))
    return table.slice(0, limit)


def _from_rows(table: Table, span: Span, context: Context) -> SearchExpression:
    for name in _TEXT_FIELDS:
        if name in table:
            return _from_texts(table, name, span, context)
    rows = table.without([name for name in table.names if name.startswith("_")]).rows()
    return SearchLogical(span, "OR", tuple(_row(row, span) for row in rows if row))


def _row(row: RenderedRow, span: Span) -> SearchExpression:
    terms = [_field(name, [value] if isinstance(value, str) else value, span) for name, value in row.items()]
    return terms[0] if len(terms) == 1 else SearchLogical(span, "AND", tuple(terms))


def _field(name: str, values: Sequence[str], span: Span) -> SearchExpression:
    terms = [_comparison(name, SearchValue(span, value, quoted=True), span) for value in values]
    return terms[0] if len(terms) == 1 else SearchLogical(span, "OR", tuple(terms))


def _comparison(name: str, value: SearchValue, span: Span) -> SearchExpression:
    if name in _TIME_BOUNDS:
        return TimeBound(span, name, value)
    return SearchComparison(span, FieldName(span, name), "=", value)


def _from_texts(table: Table, name: str, span: Span, context: Context) -> SearchExpression:
    values = [row[name] for row in table.select([name]).rows() if name in row]
    texts = [text for value in values for text in ([value] if isinstance(value, str) else value) if text.strip()]
    parsed = [_parsed(text, span, context) for text in texts]
    found = [expression for expression in parsed if expression is not None]
    if len(found) == 1:
        return found[0]
    # `NOT ( )`, which `format` gives for no rows, matches nothing; an empty text sets no condition at all.
    nothing = not values or any(text.replace(" ", "") == "NOT()" for text in texts)
    return (
        SearchLogical(span, "OR", tuple(found)) if nothing or found else SearchNot(span, SearchLogical(span, "OR", ()))
    )


def _parsed(text: str, span: Span, context: Context) -> SearchExpression | None:
    if text.replace(" ", "") == "NOT()":
        return None
    cursor = _cursor(text)
    expression = cursor.search_expression()
    if cursor.diagnostics or not cursor.at_end():
        raise _unreadable(text, span, context)
    return expression and _placed(expression, span)


def _placed(expression: SearchExpression, span: Span) -> SearchExpression:
    """The expression with every node placed where the subsearch stands: its own text is not part of the search."""
    match expression:
        case SearchLogical(operands=operands):
            return replace(expression, span=span, operands=tuple(_placed(operand, span) for operand in operands))
        case SearchNot(operand=operand):
            return replace(expression, span=span, operand=_placed(operand, span))
        case _:
            return replace(expression, span=span)


def subsearch_expression(node: ExpressionSubsearch, context: Context) -> Expression:
    """The eval expression that the text of a subsearch's result spells.

    Raises: SearchRuntimeError where the result holds no such text.
    """
    text = _only_text(node.pipeline, node.span, context)
    cursor = _cursor(text)
    expression = cursor.expression()
    if cursor.diagnostics or not cursor.at_end():
        raise _unreadable(text, node.span, context)
    return expression


def _only_text(pipeline: Pipeline, span: Span, context: Context) -> str:
    """The text that the first row of a subsearch gives, as `return` and `format` make it."""
    texts = [row[name] for row in context.run(pipeline).rows()[:1] for name in _TEXT_FIELDS if name in row]
    if not texts or not isinstance(texts[0], str) or not texts[0].strip():
        raise _unreadable("", span, context)
    return texts[0]


def _cursor(text: str) -> Cursor:
    from harness.spl.parsing import GRAMMAR
    from harness.spl.syntax.cursor import Cursor

    return Cursor(SourceText("<result of a subsearch>", text), GRAMMAR)


def _unreadable(text: str, span: Span, context: Context) -> Exception:
    return context.error(
        SearchRuntimeError,
        "SPL504",
        f"the result of the subsearch is not an expression: {text!r}",
        span,
        label="this subsearch",
        help="end the subsearch with fields, table, format or return",
    )
