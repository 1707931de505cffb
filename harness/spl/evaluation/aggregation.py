"""From the aggregations of a command to prepared aggregates over a table, named as their results are.

An argument with `*` stands for every field that it matches, in the order of their names; BY fields and internal
fields are left out of it.  An `eval(..)` argument is computed first.

Two aggregations that are written out under one name are an error ("duplicate rename field"), and so is one under the
name of a BY field.  One that a wildcard names may meet another one: published searches write
`values(*) as * sum(score) as score` and go on with the sum.  Undecided: which of the two stays where the wildcard
stands behind; the later one does (an app saw `values(f) as f, first(*) as *` change to that with Splunk 8.2).

With `allnum` a field that holds anything but numbers in a group gives nothing to the numerical statistics of that group
(the page of eventstats shows it, and counts a row without the field too).

Source: Search Reference, "stats" (wildcards, eval expressions, allnum); Spl 4.8 for the order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, Column, Kind, Table, flattened, is_numeric, only_of_numbers
from harness.errors import SearchRuntimeError, SplUnsupportedError
from harness.spl.contract import STATS_FUNCTIONS, Context, StatsCall
from harness.spl.evaluation.expressions import evaluate
from harness.spl.evaluation.fields import matching, replaced
from harness.spl.syntax.ast import FieldName

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.spl.syntax.stats_terms import StatsTerm


_NUMERICAL = frozenset(
    (
        *("avg", "sum", "sumsq", "range", "stdev", "stdevp", "var", "varp", "median"),
        *("perc", "exactperc", "upperperc", "per_second", "per_minute", "per_hour", "per_day"),
    )
)
"""The functions that compute with numbers only."""


def outputs(
    terms: Sequence[StatsTerm],
    by: Sequence[str],
    table: Table,
    context: Context,
    *,
    allnum: bool = False,
    missing: bool = False,
    sparklines: bool = False,
) -> dict[str, Aggregate]:
    """The aggregates of some terms over a table, by the name of their result.

    `missing`: with `allnum` a row without the field counts as one that holds no number.

    Raises: SplUnsupportedError for a sparkline, unless the command has `sparklines`, and for an expression over
    aggregations; SearchRuntimeError where two terms give one name.
    """
    found: dict[str, Aggregate] = {}
    named_by_pattern: set[str] = set()
    time = table.column("_time") if "_time" in table else None
    for term in terms:
        if term.is_evaluated or (term.sparkline and not sparklines):
            raise _refusal(term, context)
        for name, values in _arguments(term, by, table, context):
            if name in by or (name in found and not term.has_wildcard and name not in named_by_pattern):
                raise _repeated(name, term, context)
            if term.has_wildcard:
                named_by_pattern.add(name)
            inner = aggregate_of(term, values, time, context)
            if allnum and values is not None:
                inner = _of_numbers(term, inner, values, missing, context)
            found[name] = _drawn(term, inner, time, context) if term.sparkline else inner
    return found


def aggregate_of(term: StatsTerm, values: Column | None, time: Column | None, context: Context) -> Aggregate:
    """The aggregate of one term over prepared values.

    Raises: SplUnsupportedError for a function that only another command computes.
    """
    function = STATS_FUNCTIONS.find(term.function)
    assert function is not None, "the parser knows only functions that exist"
    if function.refusal:
        message = f'the embedded engine does not compute "{term.function}" here'
        label = "not computed here"
        raise context.error(SplUnsupportedError, "SPL900", message, term.span, label=label, help=function.refusal)
    return function().aggregate(StatsCall(values, time, term.parameter, context.settings))


def _drawn(term: StatsTerm, inner: Aggregate, time: Column | None, context: Context) -> Aggregate:
    from harness.spl.evaluation.sparklines import drawn

    return drawn(term, inner, time, context)


def _arguments(
    term: StatsTerm, by: Sequence[str], table: Table, context: Context
) -> Iterator[tuple[str, Column | None]]:
    argument = term.argument
    if argument is None:
        yield term.output_name, None
    elif not isinstance(argument, FieldName):
        yield term.output_name, evaluate(argument, table, context)
    elif not argument.has_wildcard:
        yield term.output_name, table.column(argument.name)
    else:
        for name in sorted(set(matching(argument.name, table.names)) - set(by)):
            yield replaced(term.output_name, argument.name, name), table.column(name)


def _of_numbers(term: StatsTerm, inner: Aggregate, values: Column, missing: bool, context: Context) -> Aggregate:
    """The aggregate of a numerical statistic with `allnum`: nothing for a group with anything but numbers."""
    if _is_numerical(values) and not (missing and values.operand.null_count()):
        return inner
    if term.function in _NUMERICAL:
        return only_of_numbers(inner, values, missing=missing)
    if term.function in ("min", "max") and not _is_numerical(values):
        raise context.error(
            SplUnsupportedError,
            "SPL900",
            f"the embedded engine does not execute {term.default_name} with allnum=true over texts",
            term.span,
            label="texts are among the values",
            help="no page says whether min and max count as numerical statistics; leave allnum out",
        )
    return inner


def _is_numerical(values: Column) -> bool:
    """Whether all values are numbers, each member of a multivalue too."""
    return False not in is_numeric(flattened(values)[1]).values()


def is_empty(column: Column) -> bool:
    """Whether a column has no value in any row."""
    return column.kind is Kind.NULL or column.operand.null_count() == len(column.operand)


def _refusal(term: StatsTerm, context: Context) -> Exception:
    return context.error(
        SplUnsupportedError,
        "SPL900",
        f"the embedded engine does not execute {'sparkline()' if term.sparkline else 'eval() over aggregations'} here",
        term.span,
        label="not executed here",
        help="leave it out, or run this search on a real Splunk",
    )


def _repeated(name: str, term: StatsTerm, context: Context) -> Exception:
    return context.error(
        SearchRuntimeError,
        "SPL508",
        f'two results have the name "{name}"',
        term.span,
        label="the second one",
        help="give one of them another name with AS",
    )
