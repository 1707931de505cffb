"""Expressions over the members of a multivalue: each member becomes a row of its own, and goes back afterwards.

Invariant: the expression sees a table that has one row for each member, in which the field holds that member and
every other field what it holds in the row that the member came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Column, choose, flattened, regrouped
from harness.spl.functions._shapes import argument_error
from harness.spl.syntax.ast import walk_fields

if TYPE_CHECKING:
    import polars as pl

    from harness.spl.contract import EvalFunction, FunctionCall
    from harness.spl.syntax.ast import Expression


def fields_of(expression: Expression) -> list[str]:
    """The names of the fields that an expression reads, each once."""
    return list(dict.fromkeys(reference.name for reference in walk_fields(expression)))


def refuse_wrong_fields(function: EvalFunction, call: FunctionCall) -> None:
    """Raises what a function has to say against its call, before the wrong field stands for a member."""
    message = function.complaint(call.node)
    if message is not None:
        raise argument_error(call, "SPL221", message, function.signature)


def mapped_members(call: FunctionCall, values: Column, expression: Expression) -> Column:
    """The results of the expression for each member of `values`, nulls left out."""
    rows, members = flattened(values)
    results = _evaluated(call, rows, members, expression)
    inner, flat = flattened(choose([members.is_not_null()], [results], Column.nulls(len(members))))
    return regrouped(rows.gather(inner), flat, len(values))


def filtered_members(call: FunctionCall, values: Column, condition: Expression) -> Column:
    """The members of `values` for which the condition is true."""
    rows, members = flattened(values)
    kept = choose([_evaluated(call, rows, members, condition)], [members], Column.nulls(len(members)))
    return regrouped(rows, kept, len(values))


def _evaluated(call: FunctionCall, rows: pl.Series, members: Column, expression: Expression) -> Column:
    """The expression, over a table where the first field that the call reads is a member."""
    field = fields_of(call.node.arguments[0])[0]
    read = [name for name in fields_of(expression) if name in call.table and name != field]
    return call.evaluate(expression, call.table.select(read).take(rows).with_column(field, members))
