"""Search expressions as lists of their terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harness.spl.syntax.ast import SearchComparison, SearchLogical, SearchNot

if TYPE_CHECKING:
    from harness.spl.syntax.ast import SearchExpression


def terms(expression: SearchExpression | None) -> Iterator[tuple[SearchExpression, bool]]:
    """Every term of a search expression that is no AND, OR or NOT, left to right; and whether it is under a NOT."""
    stack: list[tuple[SearchExpression, bool]] = [(expression, False)] if expression is not None else []
    while stack:
        node, negated = stack.pop()
        if isinstance(node, SearchLogical):
            stack.extend((operand, negated) for operand in reversed(node.operands))
        elif isinstance(node, SearchNot):
            stack.append((node.operand, not negated))
        else:
            yield node, negated


def comparisons(expression: SearchExpression | None) -> Iterator[SearchComparison]:
    """Every comparison of a search expression."""
    for node, _ in terms(expression):
        if isinstance(node, SearchComparison):
            yield node
