"""`!=` on a field that a lookup or a left join may not have found.

`field!=x` needs the field to be there: results for which the lookup has no row are dropped.  `NOT field=x` keeps them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.detections.lint import Rule
from harness.detections.lint._conditions import terms
from harness.spl.syntax.ast import Binary, Call, FieldReference, SearchComparison, StringLiteral, children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic, Span

_REPLACING = frozenset({"stats", "chart", "timechart", "top", "rare"})


class NotEqualToMissingRule(Rule):
    """Follows the outputs of lookups to the conditions that exclude one of their values."""

    codes = ("L019",)
    is_advice = True

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each such condition."""
        sure = {lookup.name for lookup in search.content.lookups if lookup.default_match}
        for line in search.lines:
            missing: set[str] = set()
            for step in line.steps:
                for span, name, way_out in _excluded(step.command, missing):
                    yield search.finding(
                        "L019",
                        f'!= drops the results for which the lookup did not find "{name}"',
                        span,
                        "null is not unequal",
                        help=way_out,
                    )
                missing = _behind(step.command, missing, sure)


def _behind(command: Any, missing: set[str], sure: set[str]) -> set[str]:
    """The names of the fields that may be missing behind a command; the `sure` lookups have a default match."""
    if command.keyword == "lookup" and command.table in sure:
        return missing - {pair.new.name for pair in command.outputs}
    if command.keyword == "lookup":
        return missing | {pair.new.name for pair in command.outputs if not command.keeps_existing}
    if command.keyword in _REPLACING or (command.keyword == "fillnull" and not command.fields):
        return set()
    if command.keyword == "eval":
        return missing - {assignment.target.name for assignment in command.assignments}
    if command.keyword == "fillnull":
        return missing - {field.name for field in command.fields}
    if command.keyword in ("search", "where"):
        return missing - set(_asked(command))
    return missing


def _asked(command: Any) -> Iterator[str]:
    """The fields that a filter looks at: behind it, its author has thought of them."""
    if command.keyword == "search":
        for node, _ in terms(command.expression):
            if hasattr(node, "field"):
                yield node.field.name
        return
    stack = [command.expression]
    while stack:
        node = stack.pop()
        if isinstance(node, FieldReference):
            yield node.name
        stack.extend(children(node))


def _excluded(command: Any, missing: set[str]) -> Iterator[tuple[Span, str, str]]:
    if not missing or command.keyword not in ("search", "where"):
        return
    if command.keyword == "search":
        found = list(terms(command.expression))
        names = [node.field.name for node, _ in found if isinstance(node, SearchComparison)]
        for node, negated in found:
            if isinstance(node, SearchComparison) and node.operator == "!=" and not negated:
                name, value = node.field.name, node.value.text
                if name in missing and names.count(name) == 1 and value != "*" and value:
                    yield node.span, name, f'write NOT {name}="{value}" to keep them, or add {name}=* to say so'
        return
    yield from _in_where(command.expression, missing)


def _in_where(expression: Any, missing: set[str]) -> Iterator[tuple[Span, str, str]]:
    stack, found, asked = [expression], [], set()
    while stack:
        node = stack.pop()
        if isinstance(node, Call) and node.name in ("isnull", "isnotnull", "coalesce"):
            asked |= {each.name for each in node.arguments if isinstance(each, FieldReference)}
        if isinstance(node, Binary) and node.operator == "!=" and _is_text(node.right):
            found.append(node)
        stack.extend(children(node))
    for node in found:
        name = node.left.name if isinstance(node.left, FieldReference) else ""
        if name in missing and name not in asked:
            yield node.span, name, f"write isnull({name}) OR .. to keep them, or isnotnull({name}) AND .. to say so"


def _is_text(expression: Any) -> bool:
    return isinstance(expression, StringLiteral) and bool(expression.value)
