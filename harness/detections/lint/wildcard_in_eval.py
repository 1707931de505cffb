"""`*` in a text that an eval expression compares with: there it is an asterisk, not a wildcard.

`where`, `eval` and `case` compare texts as they are.  `like` has `%` and `_`, `match` has regular expressions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.lint import Rule
from harness.spl.syntax.ast import Binary, Call, InExpression, StringLiteral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic
    from harness.spl.syntax.ast import Expression


class WildcardInEvalRule(Rule):
    """Finds texts with `*` on a side of `=` and `!=`, among the values of IN, and as patterns of `like`."""

    codes = ("L024",)

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each of them."""
        for _, _, node in search.expressions():
            for text, is_like in _compared(node):
                if not _is_pattern(text.value):
                    continue
                wanted = text.value.replace("*", "%")
                written = "the pattern of like" if is_like else "an eval expression"
                way_out = f'write "{wanted}"' if is_like else f'write like(.., "{wanted}"), or match(..)'
                yield search.finding(
                    "L024", f"in {written} * is an asterisk", text.span, "no wildcard here", help=way_out
                )


def _compared(node: Expression) -> Iterator[tuple[StringLiteral, bool]]:
    found: tuple[Expression, ...] = ()
    is_like = False
    if isinstance(node, Binary) and node.operator in ("=", "!=", "LIKE"):
        found, is_like = (node.left, node.right), node.operator == "LIKE"
    elif isinstance(node, InExpression):
        found = node.candidates
    elif isinstance(node, Call) and node.name in ("like", "in"):
        found, is_like = node.arguments[1:], node.name == "like"
    for part in found:
        if isinstance(part, StringLiteral):
            yield part, is_like and "%" not in part.value


def _is_pattern(text: str) -> bool:
    """Whether a text is one with wildcards: words beside an asterisk, not a lone or a doubled one."""
    return "*" in text and "%" not in text and "**" not in text and any(char.isalnum() for char in text)
