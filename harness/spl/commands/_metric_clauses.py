"""What `mstats` and `mcatalog` share when they are read: WHERE, BY and options, in the order people write them.

A WHERE clause is a search expression without words to look for.  Splunk lets `span=` and other options stand behind
it, where they look like comparisons; they are taken out of its top level here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from harness.frozen import frozen
from harness.spl.syntax.ast import (
    FieldName,
    SearchComparison,
    SearchExpression,
    SearchIn,
    SearchLogical,
    SearchNot,
    SearchTerm,
    TimeBound,
)
from harness.spl.syntax.printer import print_fields, print_search_expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.spl.contract import Option
    from harness.spl.syntax.cursor import Cursor

METRIC_NAME = "metric_name"
TIME_SERIES = "_timeseries"
STOP = ("where", "by", "groupby")
_BY = ("by", "groupby")
_BOUND_NAMES = frozenset({"earliest", "latest", "starttime", "endtime"})


@frozen
class MetricClauses:
    """The WHERE and BY clauses of a metric search."""

    where: SearchExpression | None
    by_fields: tuple[FieldName, ...]

    def render(self) -> str:
        """The clauses, each with a space before it."""
        where = "" if self.where is None else f" WHERE {print_search_expression(self.where)}"
        return where + (f" BY {print_fields(self.by_fields)}" if self.by_fields else "")


def parse_clauses(cursor: Cursor, options: Sequence[Option], values: dict[str, Any]) -> MetricClauses:
    """Reads the clauses and the options between and behind them; the values of options go into `values`."""
    cursor.options(options, values)
    where = _where(cursor, options, values) if cursor.keyword("where") else None
    cursor.options(options, values)
    by_fields = cursor.fields(STOP, wildcards=False) if cursor.keyword(*_BY) else ()
    cursor.options(options, values)
    if cursor.peek_keyword("where"):
        raise cursor.error("SPL234", "WHERE stands behind BY", label="write it before BY")
    _check_where(cursor, where)
    _check_by(cursor, by_fields)
    return MetricClauses(where, by_fields)


def mentions(expression: SearchExpression | None, field: str) -> bool:
    """Whether an expression compares a field."""
    return any(name.name == field for name in compared(expression))


def compared(node: SearchExpression | None) -> Iterator[FieldName]:
    """Every field that an expression compares, as often as it does."""
    match node:
        case SearchComparison() | SearchIn():
            yield node.field
        case SearchNot():
            yield from compared(node.operand)
        case SearchLogical():
            for operand in node.operands:
                yield from compared(operand)
        case _:
            return


def _where(cursor: Cursor, options: Sequence[Option], values: dict[str, Any]) -> SearchExpression | None:
    expression = cursor.search_expression(_BY)
    by_name = {option.name: option for option in options}
    if isinstance(expression, SearchLogical) and expression.operator == "AND":
        kept = [node for node in expression.operands if not _take_option(cursor, node, by_name, values)]
        if len(kept) == len(expression.operands):
            return expression
        return _together(expression, kept)
    return None if expression is not None and _take_option(cursor, expression, by_name, values) else expression


def _together(whole: SearchLogical, kept: Sequence[SearchExpression]) -> SearchExpression | None:
    if len(kept) < 2:
        return kept[0] if kept else None
    return replace(whole, operands=tuple(kept), span=kept[0].span.to(kept[-1].span))


def _take_option(cursor: Cursor, node: SearchExpression, options: dict[str, Option], values: dict[str, Any]) -> bool:
    """Whether a comparison is an option of the command; its value is then read as one."""
    if not isinstance(node, SearchComparison) or node.operator != "=" or node.field.quoted:
        return False
    option = options.get(node.field.name.lower())
    if option is None:
        return False
    end, cursor.position = cursor.position, node.value.span.start
    values[option.name] = cursor.option_at(option)
    cursor.position = end
    return True


def _check_where(cursor: Cursor, node: SearchExpression | None) -> None:
    """Reports what a search may hold and a WHERE clause over metrics may not."""
    match node:
        case None | TimeBound():
            return
        case SearchNot():
            _check_where(cursor, node.operand)
        case SearchLogical():
            for operand in node.operands:
                _check_where(cursor, operand)
        case SearchComparison() | SearchIn():
            _check_comparison(cursor, node)
        case SearchTerm():
            _report_term(cursor, node)
        case _:
            message = "a subsearch cannot stand in the WHERE clause of a metric search"
            cursor.report(cursor.error("SPL233", message, node.span, label="a subsearch"))


def _check_comparison(cursor: Cursor, node: SearchComparison | SearchIn) -> None:
    values = node.values if isinstance(node, SearchIn) else (node.value,)
    for value in values:
        if value.modifier:
            message = f"{value.modifier}() cannot stand in the WHERE clause of a metric search"
            cursor.report(cursor.error("SPL233", message, value.span, label="not for metrics"))
    name = node.field.name
    if name == TIME_SERIES:
        cursor.report(cursor.error("SPL233", "a metric search cannot filter on _timeseries", node.span))
    if name in _BOUND_NAMES:
        message = f"`{name}` is a bound of time and takes `=`"
        cursor.report(cursor.error("SPL233", message, node.span, help=f"write {name}=-1h"))


def _report_term(cursor: Cursor, term: SearchTerm) -> None:
    is_operator = term.text.upper() in ("AND", "OR", "NOT") and not term.quoted
    way_out = f"write {term.text.upper()} in capitals" if is_operator else "compare a dimension: host=web-1"
    message = f'metric indexes have no words to search for: "{term.text}"'
    cursor.report(cursor.error("SPL233", message, term.span, label="a word, not a comparison", help=way_out))


def _check_by(cursor: Cursor, fields: Sequence[FieldName]) -> None:
    seen: set[str] = set()
    for field in fields:
        if field.name in ("_time", "_value"):
            way_out = "group by time with span=1h" if field.name == "_time" else None
            message = f"grouping by {field.name} is not possible"
            cursor.report(cursor.error("SPL234", message, field.span, label="not a dimension", help=way_out))
        if field.name in seen:
            cursor.report(cursor.error("SPL234", f"the BY field {field.name} is given twice", field.span))
        seen.add(field.name)
