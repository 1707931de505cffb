"""An appended or joined search that is grouped by fewer fields than the search that it is compared with.

A baseline that forgets one of the fields is compared across all values of that field: what is known in one cluster
counts as known in every other one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.detections.field_reads import by_fields
from harness.detections.lint import Rule
from harness.detections.lint._windows import reads_the_same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import Line, LintedSearch
    from harness.diagnostics import Diagnostic, Span

_GROUPING = ("mstats", "tstats", "stats")
_BUCKETS = ("_time", "time")


class SubsearchGroupingRule(Rule):
    """Compares the BY fields of two searches of the same data, where one is appended or joined to the other."""

    codes = ("L002",)

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each subsearch that lacks a BY field of the outer one, or has one that it lacks."""
        for line, index, command in search.steps("append", "join", "appendcols"):
            inner = next((each for each in search.lines if each.parent is line and each.at == index), None)
            if inner is not None and reads_the_same(search, line, inner):
                yield from _compared(search, command, _grouping(line, index), _grouping(inner, len(inner.steps)))


def _grouping(line: Line, end: int) -> Any:
    """The first command of a line that groups."""
    return next((step.command for step in line.steps[:end] if step.command.keyword in _GROUPING), None)


def _compared(search: LintedSearch, command: Any, outer: Any, inner: Any) -> Iterator[Diagnostic]:
    if outer is None or inner is None or outer.keyword != inner.keyword:
        return
    mine, theirs = _names(outer), _names(inner)
    lacking = [name for name in mine if name not in theirs]
    # A join adds what its subsearch knows to each row, so more fields on that side harm nothing.
    extra = [name for name in theirs if name not in mine] if command.keyword != "join" else []
    if not mine or not theirs or not (lacking or extra):
        return
    parts = [f"lacks {', '.join(lacking)}"] if lacking else []
    parts += [f"adds {', '.join(extra)}"] if extra else []
    how = "joined" if command.keyword == "join" else "appended"
    message = f"the {how} search groups by other fields than the search before it: it {' and '.join(parts)}"
    way_out = f"group both by {' '.join(mine)}, or say beside the search why they differ"
    yield search.finding("L002", message, _place(inner), "other BY fields", help=way_out)


def _names(command: Any) -> list[str]:
    return [field.name for field in by_fields(command) if field.name not in _BUCKETS]


def _place(command: Any) -> Span:
    fields = by_fields(command)
    span: Span = fields[0].span.to(fields[-1].span)
    return span
