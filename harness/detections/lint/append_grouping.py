"""An appended search that is grouped by fewer fields than the search that it is appended to.

A baseline that forgets one of the fields is compared across all values of that field: what is known in one cluster
counts as known in every other one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.detections.lint import Check
from harness.diagnostics import Diagnostic
from harness.spl.syntax.ast import CommandNode, Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.model import Detection


class AppendGroupingCheck(Check):
    """Compares the BY fields of the first command with those of every appended search's first command."""

    codes = ("L002",)

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:
        """A warning for each appended search that lacks a BY field of the outer one, or has one that it lacks."""
        pipeline = content.parsed(detection.search_source).pipeline
        if pipeline is None or not pipeline.commands:
            return
        outer = pipeline.commands[0]
        for command in pipeline.commands[1:]:
            subsearch = getattr(command, "subsearch", None)
            if command.keyword == "append" and isinstance(subsearch, Pipeline) and subsearch.commands:
                yield from _compared(outer, subsearch.commands[0], pipeline)


def _compared(outer: CommandNode, inner: Any, pipeline: Pipeline) -> Iterator[Diagnostic]:
    if outer.keyword != "mstats" or inner.keyword != "mstats":
        return
    mine, theirs = _by_fields(outer), _by_fields(inner)
    lacking = [name for name in mine if name not in theirs]
    extra = [name for name in theirs if name not in mine]
    if not theirs or not (lacking or extra):
        return
    parts = [f"lacks {', '.join(lacking)}"] if lacking else []
    parts += [f"adds {', '.join(extra)}"] if extra else []
    message = f"the appended search groups by other fields than the search before it: it {' and '.join(parts)}"
    way_out = f"group both by {' '.join(mine)}, or say beside the search why they differ"
    span = inner.clauses.by_fields[0].span.to(inner.clauses.by_fields[-1].span)
    yield Diagnostic("L002", message, pipeline.source, span, "other BY fields", way_out, severity="warning")


def _by_fields(command: Any) -> list[str]:
    return [field.name for field in command.clauses.by_fields]
