"""Alternatives of which one is always true: `x!="a" OR x!="b"`.

Whatever `x` is, it differs from one of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.detections.field_reads import search_expression
from harness.detections.lint import Rule
from harness.spl.syntax.ast import (
    Binary,
    FieldReference,
    Logical,
    NumberLiteral,
    SearchComparison,
    SearchLogical,
    SearchNot,
    StringLiteral,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic, Span


class AlwaysTrueRule(Rule):
    """Finds OR between two exclusions of one field."""

    codes = ("L025",)

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each of them."""
        for span, name in (*_in_searches(search), *_in_expressions(search)):
            yield search.finding(
                "L025",
                f'every value of "{name}" differs from one of these, so this is always true',
                span,
                "excludes nothing",
                help=f"join the exclusions with AND, or write NOT {name} IN (..)",
            )


def _in_searches(search: LintedSearch) -> Iterator[tuple[Span, str]]:
    for line in search.lines:
        for step in line.steps:
            stack: list[Any] = [search_expression(step.command)]
            while stack:
                node = stack.pop()
                if isinstance(node, SearchLogical):
                    stack.extend(node.operands)
                    if node.operator == "OR":
                        yield from _told(node.span, [_excluded(operand) for operand in node.operands])
                elif isinstance(node, SearchNot):
                    stack.append(node.operand)


def _in_expressions(search: LintedSearch) -> Iterator[tuple[Span, str]]:
    for _, _, node in search.expressions():
        if isinstance(node, Logical) and node.operator == "OR":
            yield from _told(node.span, [_differs(operand) for operand in node.operands])


def _excluded(node: Any) -> tuple[str, str] | None:
    """The field and the value that a term excludes."""
    if isinstance(node, SearchComparison) and node.operator == "!=" and "*" not in node.value.text:
        return node.field.name, node.value.text.lower()
    inner = node.operand if isinstance(node, SearchNot) else None
    if isinstance(inner, SearchComparison) and inner.operator == "=" and "*" not in inner.value.text:
        return inner.field.name, inner.value.text.lower()
    return None


def _differs(node: Any) -> tuple[str, str] | None:
    if isinstance(node, Binary) and node.operator == "!=" and isinstance(node.left, FieldReference):
        if isinstance(node.right, StringLiteral):
            return node.left.name, node.right.value
        if isinstance(node.right, NumberLiteral):
            return node.left.name, node.right.text
    return None


def _told(span: Span, found: list[tuple[str, str] | None]) -> Iterator[tuple[Span, str]]:
    excluded: dict[str, set[str]] = {}
    for each in found:
        if each is not None:
            excluded.setdefault(each[0], set()).add(each[1])
    for name, values in excluded.items():
        if len(values) > 1:
            yield span, name
