"""Aggregations of which some are expressions over aggregations: `eval(avg(size) / max(delay))`.

An expression is taken apart: each aggregation in it is computed under a name of its own, and the expression then over
their results, group by group.  A function that is both, such as `max`, aggregates where it has one field or nothing
between its parentheses, and is an eval function elsewhere.

Source: Search Reference, "chart" and "timechart" (eval-expression).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harness.data import Column, Kind, Table, aggregate
from harness.errors import SplUnsupportedError
from harness.spl.evaluation.aggregation import outputs
from harness.spl.evaluation.expressions import evaluate
from harness.spl.syntax.ast import (
    Binary,
    Call,
    Chain,
    Expression,
    FieldName,
    FieldReference,
    InExpression,
    Logical,
    Unary,
)
from harness.spl.syntax.stats_terms import StatsTerm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.diagnostics import Span
    from harness.spl.contract import Context

_PART = "\0part"
"""How the names of hidden results begin; no field of a search can have such a name."""


def aggregated(
    rows: Table,
    by: Sequence[str],
    terms: Sequence[StatsTerm],
    context: Context,
    *,
    allnum: bool = False,
    sparklines: bool = False,
) -> Table:
    """One row for each group with the results of the aggregations, in the order in which they are written.

    Raises: SplUnsupportedError where an expression reads a field outside of an aggregation, or is a truth value.
    """
    parts = [_Parts(number, term, context) for number, term in enumerate(terms)]
    plain = [inner for part in parts for inner in part.terms]
    results = aggregate(rows, list(by), outputs(plain, by, rows, context, allnum=allnum, sparklines=sparklines))
    owners = {inner.output_name: part for part in parts if part.expression is not None for inner in part.terms}
    found: dict[str, Column] = {}
    for name in results.names:
        owner = owners.get(name)
        if owner is None:
            found[name] = results.column(name)
        elif owner.name not in found:
            found[owner.name] = owner.value(results)
    return Table(found, results.height)


class _Parts:
    """One aggregation: itself, or what an expression is taken apart into."""

    __slots__ = ("context", "expression", "name", "terms")

    def __init__(self, number: int, term: StatsTerm, context: Context) -> None:
        self.context = context
        self.name = term.output_name
        self.expression: Expression | None = None
        self.terms: list[StatsTerm] = [term]
        if term.is_evaluated:
            assert term.argument is not None
            assert not isinstance(term.argument, FieldName)
            self.terms = []
            self.expression = self._rewritten(term.argument, number)
            if not self.terms:
                raise _refused("eval() without an aggregation in it", term.span, context)

    def value(self, results: Table) -> Column:
        """The value of the expression for each group."""
        assert self.expression is not None
        found = evaluate(self.expression, results, self.context)
        if found.kind is Kind.BOOL:
            raise _refused("eval() over aggregations that gives a truth value", self.expression.span, self.context)
        return found

    def _rewritten(self, node: Expression, number: int) -> Expression:
        """The expression with a hidden field in the place of each aggregation."""
        term = self._term(node, number)
        if term is not None:
            self.terms.append(term)
            return FieldReference(node.span, term.output_name, quoted=True)
        match node:
            case FieldReference():
                what = f'the field "{node.name}" outside of an aggregation in eval()'
                raise _refused(what, node.span, self.context)
            case Unary():
                return replace(node, operand=self._rewritten(node.operand, number))
            case Binary():
                left = self._rewritten(node.left, number)
                return replace(node, left=left, right=self._rewritten(node.right, number))
            case Chain():
                first = self._rewritten(node.first, number)
                return replace(node, first=first, steps=tuple((o, self._rewritten(n, number)) for o, n in node.steps))
            case Logical():
                return replace(node, operands=tuple(self._rewritten(n, number) for n in node.operands))
            case InExpression():
                operand = self._rewritten(node.operand, number)
                return replace(
                    node, operand=operand, candidates=tuple(self._rewritten(n, number) for n in node.candidates)
                )
            case Call():
                return replace(node, arguments=tuple(self._rewritten(n, number) for n in node.arguments))
            case _:
                return node

    def _term(self, node: Expression, number: int) -> StatsTerm | None:
        """The aggregation that a node is, under a hidden name; None for any other node."""
        from harness.spl.parsing import GRAMMAR

        if isinstance(node, FieldReference) and not node.quoted and node.name in ("count", "c"):
            node = Call(node.span, node.name, ())
        if not isinstance(node, Call) or len(node.arguments) > 1:
            return None
        function, argument = GRAMMAR.statistic(node.name), _argument(node)
        if function is None or (node.arguments and argument is None):
            return None
        alias = FieldName(node.span, f"{_PART}{number}.{len(self.terms)}")
        return StatsTerm(node.span, function.name, node.name, function.parameter, argument, alias)


def _argument(call: Call) -> FieldName | Expression | None:
    """What an aggregation is over: a field, the expression of an `eval(..)`, or None."""
    only = call.arguments[0] if call.arguments else None
    if isinstance(only, FieldReference):
        return FieldName(only.span, only.name)
    is_evaluated = isinstance(only, Call) and only.name == "eval" and len(only.arguments) == 1
    return only.arguments[0] if is_evaluated and isinstance(only, Call) else None


def _refused(what: str, span: Span, context: Context) -> Exception:
    return context.error(
        SplUnsupportedError,
        "SPL900",
        f"the embedded engine does not execute {what}",
        span,
        label="not executed here",
        help="aggregate first, then compute with eval",
    )
