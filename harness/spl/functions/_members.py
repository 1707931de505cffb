"""Expressions over the members of a multivalue: each member becomes a row of its own, and goes back afterwards.

Invariant: the expression sees a table that has one row for each member, in which the field holds that member and
every other field what it holds in the row that the member came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Column, choose, flattened, regrouped
from harness.spl.syntax.ast import Call, children, walk_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.data import Table
    from harness.spl.contract import FunctionCall
    from harness.spl.syntax.ast import Expression


def fields_of(expression: Expression) -> list[str]:
    """The names of the fields that an expression reads, each once."""
    return list(dict.fromkeys(reference.name for reference in walk_fields(expression)))


def mapped_members(call: FunctionCall, values: Column, expression: Expression) -> Column:
    """The results of the expression for each member of `values`, nulls left out."""
    rows, members = flattened(values)
    results = call.evaluate(expression, _by_member(call, expression).take(rows).with_column(_name(call), members))
    inner, flat = flattened(choose([members.is_not_null()], [results], Column.nulls(len(members))))
    return regrouped(rows.gather(inner), flat, len(values))


def filtered_members(call: FunctionCall, values: Column, condition: Expression) -> Column:
    """The members of `values` for which the condition is true."""
    rows, members = flattened(values)
    holds = call.evaluate(condition, _by_member(call, condition).take(rows).with_column(_name(call), members))
    return regrouped(rows, choose([holds], [members], Column.nulls(len(members))), len(values))


def _name(call: FunctionCall) -> str:
    """The field whose name stands for a member: the first one that the call reads."""
    return fields_of(call.node.arguments[0])[0]


def _by_member(call: FunctionCall, expression: Expression) -> Table:
    """What the expression reads of each row beside the member; everything where it may read any field."""
    if any(isinstance(node, Call) and node.name == "searchmatch" for node in _nodes(expression)):
        return call.table
    return call.table.select([name for name in fields_of(expression) if name in call.table])


def _nodes(expression: Expression) -> Iterator[Expression]:
    yield expression
    for child in children(expression):
        yield from _nodes(child)
