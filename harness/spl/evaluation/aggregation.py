"""From the aggregations of a command to prepared aggregates over a table, named as their results are.

An argument with `*` stands for every field that it matches, in the order of their names; BY fields and internal
fields are left out of it.  An `eval(..)` argument is computed first.

Source: Search Reference, "stats" (wildcards, eval expressions); Spl 4.8 for the order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Aggregate, Column, Kind, Table
from harness.errors import SearchRuntimeError, SplUnsupportedError
from harness.spl.contract import STATS_FUNCTIONS, Context, StatsCall
from harness.spl.evaluation.expressions import evaluate
from harness.spl.evaluation.fields import matching, replaced
from harness.spl.syntax.ast import FieldName

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.spl.syntax.stats_terms import StatsTerm


def outputs(terms: Sequence[StatsTerm], by: Sequence[str], table: Table, context: Context) -> dict[str, Aggregate]:
    """The aggregates of some terms over a table, by the name of their result.

    Raises: SplUnsupportedError for a sparkline and for an expression over aggregations; SearchRuntimeError where two
    terms give one name.
    """
    found: dict[str, Aggregate] = {}
    time = table.column("_time") if "_time" in table else None
    for term in terms:
        if term.sparkline or term.is_evaluated:
            raise _refusal(term, context)
        for name, values in _arguments(term, by, table, context):
            if name in found or name in by:
                raise _repeated(name, term, context)
            found[name] = aggregate_of(term, values, time, context)
    return found


def aggregate_of(term: StatsTerm, values: Column | None, time: Column | None, context: Context) -> Aggregate:
    """The aggregate of one term over prepared values."""
    function = STATS_FUNCTIONS.find(term.function)
    assert function is not None, "the parser knows only functions that exist"
    return function().aggregate(StatsCall(values, time, term.parameter, context.settings))


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
        help="leave it out, or run this search on a real Splunk: --backend splunk or --backend docker",
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
