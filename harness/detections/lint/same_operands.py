"""The same expression on both sides of a division, a difference or a comparison.

Its result is known without looking at the data: one side was copied and not changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.lint import Rule
from harness.spl.syntax.ast import Binary, Call, Expression, NumberLiteral, children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic

_ALWAYS = {
    "/": "1",
    "-": "0",
    "%": "0",
    "=": "true",
    "<=": "true",
    ">=": "true",
    "!=": "false",
    "<": "false",
    ">": "false",
}
_CHANGING = frozenset({"random", "time"})


class SameOperandsRule(Rule):
    """Finds operators whose two operands are the same expression."""

    codes = ("L006",)

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each such operator; constants, and functions that change from call to call, are left out."""
        for _, _, node in search.expressions():
            if not isinstance(node, Binary) or node.operator not in _ALWAYS or node.left != node.right:
                continue
            if isinstance(node.left, NumberLiteral) or _changes(node.left):
                continue
            yield search.finding(
                "L006",
                f"both sides of {node.operator} are the same expression",
                node.span,
                f"always {_ALWAYS[node.operator]}",
                help="write what the other side was meant to be",
            )


def _changes(expression: Expression) -> bool:
    stack = [expression]
    while stack:
        node = stack.pop()
        if isinstance(node, Call) and node.name in _CHANGING:
            return True
        stack.extend(children(node))
    return False
