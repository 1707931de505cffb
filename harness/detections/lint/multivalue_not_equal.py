"""`!=` on a field that can hold several values: no page of Splunk's decides what it means.

Under one reading the result is kept if some member differs, under the other if no member equals.  Both the search
command and `where` are affected; forms exist that mean the same under either reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.fieldflow import Step, trace_fields
from harness.detections.lint import Check
from harness.diagnostics import Diagnostic, Span
from harness.spl.syntax.ast import (
    Binary,
    Expression,
    FieldReference,
    SearchComparison,
    SearchExpression,
    SearchLogical,
    SearchNot,
    StringLiteral,
    children,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.model import Detection
    from harness.spl.syntax.ast import Pipeline


class MultivalueNotEqualCheck(Check):
    """Finds `!=` on fields that `values`, `list` or a multivalue function made."""

    codes = ("L001",)

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:
        """A warning for each such comparison, with a form that does not depend on the reading."""
        pipeline = content.parsed(detection.search_source).pipeline
        for step in trace_fields(pipeline) if pipeline is not None else ():
            for span, name, way_out in _comparisons(step):
                yield _undecided(pipeline, span, name, way_out)


def _undecided(pipeline: Pipeline | None, span: Span, name: str, way_out: str) -> Diagnostic:
    assert pipeline is not None
    message = f'"{name}" can hold several values here, and Splunk does not say what != means then'
    notes = (
        "read as `some value differs`, the result is kept as soon as one value is another one",
        "read as `no value equals`, the result is dropped as soon as one value is this one",
    )
    label = "some value differs, or none equals?"
    return Diagnostic("L001", message, pipeline.source, span, label, way_out, notes, severity="warning")


def _comparisons(step: Step) -> Iterator[tuple[Span, str, str]]:
    expression = getattr(step.command, "expression", None)
    if step.command.keyword == "search" and expression is not None:
        yield from _in_search(expression, step.before.multivalue)
    elif step.command.keyword == "where" and expression is not None:
        yield from _in_where(expression, step.before.multivalue)


def _in_search(expression: SearchExpression, multivalue: frozenset[str]) -> Iterator[tuple[Span, str, str]]:
    match expression:
        case SearchComparison(operator="!=") if expression.field.name in multivalue:
            name = expression.field.name
            safe = f'NOT {name}="{expression.value.text}"'
            yield expression.span, name, f"write {safe} to drop results in which any value is this one"
        case SearchLogical():
            for operand in expression.operands:
                yield from _in_search(operand, multivalue)
        case SearchNot():
            yield from _in_search(expression.operand, multivalue)
        case _:
            return


def _in_where(expression: Expression, multivalue: frozenset[str]) -> Iterator[tuple[Span, str, str]]:
    if isinstance(expression, Binary) and expression.operator == "!=":
        for side, other in ((expression.left, expression.right), (expression.right, expression.left)):
            if isinstance(side, FieldReference) and side.name in multivalue:
                wanted = f"^{other.value}$" if isinstance(other, StringLiteral) else "^..$"
                safe = f'isnull(mvfind({side.name}, "{wanted}"))'
                yield expression.span, side.name, f"write {safe} to keep results in which no value is this one"
    for part in children(expression):
        yield from _in_where(part, multivalue)
