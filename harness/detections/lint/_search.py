"""A search as the rules look at it: its commands and those of its subsearches, with the fields around each.

It is made once for each search and handed to every rule.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from harness.detections.field_reads import expressions, search_expression
from harness.detections.fieldflow import Step, trace_fields
from harness.detections.fieldset import EVENTS, FieldSet
from harness.detections.lint._conditions import terms
from harness.diagnostics import Diagnostic, SourceText, Span
from harness.diagnostics.diagnostic import Edit
from harness.frozen import frozen
from harness.spl.syntax.ast import Expression, Pipeline, SearchSubsearch, SubsearchComparison, children

if TYPE_CHECKING:
    from harness.detections.content import Content
    from harness.detections.model import ScheduledSearch
    from harness.diagnostics import Origin, Severity

_NESTED = ("subsearch", "pipeline", "template", "left", "right")


@frozen
class Line:
    """One pipeline of a search: the search itself, or a subsearch of one of its commands.

    `parent` is the line that holds the command, `at` the index of that command in it.
    """

    pipeline: Pipeline
    steps: tuple[Step, ...]
    parent: Line | None = None
    at: int = 0

    @property
    def first(self) -> Any:
        """The command that the line starts with."""
        return self.pipeline.commands[0]

    @property
    def is_continuation(self) -> bool:
        """Whether it works on the rows of its parent, as the pipelines of `appendpipe` and `foreach` do."""
        return self.parent is not None and self.parent.steps[self.at].command.keyword in ("appendpipe", "foreach")


@dataclass(slots=True)
class LintedSearch:
    """A parsed search of some content."""

    owner: ScheduledSearch
    content: Content
    pipeline: Pipeline
    lines: tuple[Line, ...]
    _expressions: list[tuple[Line, int, Expression]] | None = field(default=None)
    _starts: list[int] | None = field(default=None)

    @property
    def main(self) -> Line:
        """The search itself."""
        return self.lines[0]

    @property
    def source(self) -> SourceText:
        """The text that spans point into."""
        return self.pipeline.source

    def text(self, span: Span) -> str:
        """The text of a span."""
        return self.source.text[span.start : span.end]

    def steps(self, *keywords: str) -> Iterator[tuple[Line, int, Any]]:
        """Every command with one of these names: its line, its index there and the command."""
        for line in self.lines:
            for index, step in enumerate(line.steps):
                if step.command.keyword in keywords:
                    yield line, index, step.command

    def expressions(self) -> list[tuple[Line, int, Expression]]:
        """Every node of every eval expression, with the line and the index of its command."""
        if self._expressions is None:
            self._expressions = list(self._walk())
        return self._expressions

    def _walk(self) -> Iterator[tuple[Line, int, Expression]]:
        for line in self.lines:
            for index, step in enumerate(line.steps):
                stack = list(expressions(step.command))
                while stack:
                    node = stack.pop()
                    yield line, index, node
                    stack.extend(children(node))

    def via(self, span: Span) -> str | None:
        """The macro whose expansion a span starts in, or None."""
        found = self._call(span)
        return found[0] if found else None

    def _piece(self, offset: int) -> Origin | None:
        """The piece of the expanded text that holds a character."""
        pieces = self.source.origins
        if self._starts is None:
            self._starts = [piece.start for piece in pieces]
        at = bisect_right(self._starts, offset) - 1
        return pieces[at] if at >= 0 and offset < pieces[at].end else None

    def _is_expanded(self) -> bool:
        """Whether the text differs from the search as it was written, in which edits have their places."""
        return any(piece.call is not None for piece in self.source.origins)

    def _call(self, span: Span) -> tuple[str, SourceText, Span] | None:
        piece = self._piece(span.start)
        return (piece.via or "", *piece.call) if piece is not None and piece.call is not None else None

    def _as_written(self, span: Span, edits: tuple[Edit, ...]) -> tuple[SourceText, Span, tuple[Edit, ...]]:
        """A span and its edits in the search before its macros were expanded, where no macro stands inside of it."""
        piece = self._piece(span.start)
        if piece is None or not self._is_expanded():
            return self.source, span, edits
        if span.end > piece.end:
            return self.source, span, ()
        by = piece.offsets[span.start - piece.start] - span.start
        moved = tuple(Edit(Span(edit.span.start + by, edit.span.end + by), edit.text) for edit in edits)
        return piece.source, Span(span.start + by, span.end + by), moved

    def finding(
        self,
        code: str,
        message: str,
        span: Span,
        label: str,
        *,
        help: str | None = None,  # noqa: A002
        notes: tuple[str, ...] = (),
        severity: Severity = "warning",
        edits: tuple[Edit, ...] = (),
    ) -> Diagnostic:
        """A diagnostic in this search; what a macro brought is told at the macro's call, and never edited."""
        span = Span(span.start, span.start + len(self.text(span).rstrip()))
        call = self._call(span)
        if call is None:
            source, place, moved = self._as_written(span, edits)
            return Diagnostic(code, message, source, place, label, help, notes, severity, moved)
        via, source, place = call
        notes = (*notes, f"in the expansion of `{via}`: {_shortened(self.text(span))}")
        return Diagnostic(code, message, source, place, label, help, notes, severity)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79] + "…"


def linted(owner: ScheduledSearch, content: Content) -> LintedSearch | None:
    """The search as rules look at it, made once; None where it does not parse or holds nothing."""
    source = owner.search_source

    def make() -> LintedSearch | None:
        pipeline = content.parsed(source).pipeline
        if pipeline is None or not pipeline.commands:
            return None
        return LintedSearch(owner, content, pipeline, tuple(lines_of(pipeline)))

    return content.remembered(("linted", source.name, owner.name), make)


def lines_of(pipeline: Pipeline) -> Iterator[Line]:
    """A pipeline and those inside of it, outer ones first."""
    if not pipeline.commands:
        return
    pending = [Line(pipeline, trace_fields(pipeline))]
    while pending:
        line = pending.pop(0)
        yield line
        for index, step in enumerate(line.steps):
            pending += [
                Line(nested, trace_fields(nested, *_input(step)), line, index)
                for nested in _nested(step.command)
                if nested.commands
            ]


def _input(step: Step) -> tuple[FieldSet, ...]:
    """The fields of the rows that a nested pipeline starts from, if it does not make its own."""
    if step.command.keyword == "appendpipe":
        return (step.before,)
    return (EVENTS,) if step.command.keyword == "foreach" else ()


def _nested(command: Any) -> Iterator[Pipeline]:
    for name in _NESTED:
        found = getattr(command, name, None)
        if isinstance(found, Pipeline):
            yield found
    for found in (*getattr(command, "subsearches", ()), *getattr(command, "datasets", ())):
        if isinstance(found, Pipeline):
            yield found
    for node, _ in terms(search_expression(command)):
        if isinstance(node, SearchSubsearch | SubsearchComparison):
            yield node.pipeline
