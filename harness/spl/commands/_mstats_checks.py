"""What must hold of the arguments of `mstats` before any data is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.spl.commands._metric_clauses import METRIC_NAME, mentions
from harness.spl.commands._mstats_results import VALUE_FIELD, argument_of
from harness.spl.contract import STATS_FUNCTIONS
from harness.spl.syntax.ast import FieldName, SearchExpression
from harness.timerange import TimeSpan, parse_span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm

AUTO = "auto"
_DAYS = {"mon": 30, "q": 90, "y": 365}


def check_terms(cursor: Cursor, terms: Sequence[StatsTerm], where: SearchExpression | None, *, prestats: bool) -> None:
    """Reports functions that mstats does not have, and the two forms of aggregations where they are mixed."""
    complaints = [(term, complaint) for term in terms if (complaint := _complaint(term, prestats=prestats))]
    for term, complaint in complaints:
        cursor.report(cursor.error("SPL232", complaint, term.span, label="not in mstats", help=_FORMS))
    if not complaints:
        _check_forms(cursor, terms, filters_metric=mentions(where, METRIC_NAME), prestats=prestats)


def _check_forms(cursor: Cursor, terms: Sequence[StatsTerm], *, filters_metric: bool, prestats: bool) -> None:
    of_value = [term for term in terms if argument_of(term) == VALUE_FIELD]
    of_metrics = [term for term in terms if argument_of(term) != VALUE_FIELD]
    if of_value and of_metrics:
        span = terms[0].span.to(terms[-1].span)
        message = "aggregations of _value and of named metrics cannot be mixed"
        cursor.report(cursor.error("SPL230", message, span, label="two forms", help=_FORMS))
    elif of_value and not prestats and not filters_metric:
        message = "an aggregation of _value needs a filter on metric_name"
        way_out = "WHERE metric_name=cpu.* AND .."
        cursor.report(cursor.error("SPL231", message, of_value[0].span, label="of which metric?", help=way_out))
    elif of_metrics and filters_metric:
        message = "the WHERE clause cannot filter on metric_name where the aggregations name metrics"
        cursor.report(cursor.error("SPL231", message, of_metrics[0].span, label="names its metric", help=_FORMS))


_FORMS = "write avg(cpu.usr), or avg(_value) with WHERE metric_name=cpu.usr"


def _complaint(term: StatsTerm, *, prestats: bool) -> str | None:
    function = STATS_FUNCTIONS.find(term.function)
    if function is None:
        return None  # reported where the name was read
    if not function.in_mstats or term.sparkline:
        return f'mstats does not have the function "{term.written}"'
    if term.argument is None:
        return None if prestats else f'"{term.written}" needs a metric in parentheses'
    if not isinstance(term.argument, FieldName):
        return "mstats does not compute eval expressions"
    if term.argument.span == term.span:
        return f'"{term.written}" needs a metric in parentheses'
    if term.argument.name.startswith("_") and term.argument.name != VALUE_FIELD:
        return f"aggregations of {term.argument.name} are not possible"
    return None


def check_options(cursor: Cursor, terms: Sequence[StatsTerm], values: Mapping[str, Any]) -> None:
    """Reports options that exclude or need each other, and a span that is none."""
    for complaint in (*_mode_complaints(terms, values), *_span_complaints(values)):
        cursor.report(cursor.error("SPL235", complaint, cursor.command_span()))


def _mode_complaints(terms: Sequence[StatsTerm], values: Mapping[str, Any]) -> list[str]:
    if not values["prestats"]:
        return ["append=true is possible with prestats=true only"] if values["append"] else []
    found = ["chart=true and prestats=true exclude each other"] if values["chart"] else []
    if any(term.alias is not None for term in terms):
        found.append("AS is not possible with prestats=true")
    if any(term.has_wildcard for term in terms):
        found.append("wildcards are not possible with prestats=true")
    return found


def _span_complaints(values: Mapping[str, Any]) -> list[str]:
    span, every = values["span"], values["every"]
    if span is None or span == AUTO:
        return [] if every is None else ["every= needs a span= with a width"]
    try:
        width = parse_span(span)
    except ValueError as problem:
        return [str(problem)]
    if every is not None and stretch_seconds(every) < (width.seconds or _month_seconds(width)):
        return [f"every={every} is smaller than span={span}"]
    return []


def stretch(every: str) -> TimeSpan:
    """The width of `every`; a month is 30 days there and a year 365."""
    span = parse_span(every)
    days = _DAYS.get(span.unit.name)
    return span if days is None else parse_span(f"{span.count * days}d")


def stretch_seconds(every: str) -> float:
    """The width of `every` in seconds."""
    return stretch(every).seconds or 0.0


def _month_seconds(span: TimeSpan) -> float:
    return span.count * _DAYS.get(span.unit.name, 30) * 86_400.0
