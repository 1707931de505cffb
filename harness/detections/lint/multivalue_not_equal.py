"""`!=` on a field that can hold several values: no page of Splunk's decides what it means.

Under one reading the result is kept if some member differs, under the other if no member equals.  Both the search
command and `where` are affected; forms exist that mean the same under either reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.lint import Rule
from harness.detections.lint._conditions import comparisons
from harness.spl.syntax.ast import Binary, FieldReference, StringLiteral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic, Span

_NOTES = (
    "read as `some value differs`, the result is kept as soon as one value is another one",
    "read as `no value equals`, the result is dropped as soon as one value is this one",
)


class MultivalueNotEqualRule(Rule):
    """Finds `!=` on fields that `values`, `list` or a multivalue function made."""

    codes = ("L001",)

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each such comparison, with a form that does not depend on the reading."""
        for span, name, way_out in (*_in_searches(search), *_in_where(search)):
            message = f'"{name}" can hold several values here, and Splunk does not say what != means then'
            label = "some value differs, or none equals?"
            yield search.finding("L001", message, span, label, help=way_out, notes=_NOTES)


def _in_searches(search: LintedSearch) -> Iterator[tuple[Span, str, str]]:
    for line, index, command in search.steps("search"):
        multivalue = line.steps[index].before.multivalue
        for node in comparisons(command.expression) if multivalue else ():
            name = node.field.name
            if node.operator == "!=" and name in multivalue:
                safe = f'NOT {name}="{node.value.text}"'
                yield node.span, name, f"write {safe} to drop results in which any value is this one"


def _in_where(search: LintedSearch) -> Iterator[tuple[Span, str, str]]:
    for line, index, node in search.expressions():
        step = line.steps[index]
        if step.command.keyword != "where" or not isinstance(node, Binary) or node.operator != "!=":
            continue
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(side, FieldReference) and side.name in step.before.multivalue:
                wanted = f"^{other.value}$" if isinstance(other, StringLiteral) else "^..$"
                safe = f'isnull(mvfind({side.name}, "{wanted}"))'
                yield node.span, side.name, f"write {safe} to keep results in which no value is this one"
