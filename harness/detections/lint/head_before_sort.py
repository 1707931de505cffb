"""`head` before `sort`: the first results that happened to come are ordered, not the greatest ones kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.detections.lint import Rule
from harness.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import Line, LintedSearch
    from harness.diagnostics import Diagnostic

_ORDERING = frozenset({"sort", "top", "rare", "timechart", "bin", "reverse", "transaction", "streamstats"})
_BETWEEN = frozenset({"eval", "fields", "table", "rename", "where", "search", "fillnull", "convert", "lookup"})


class HeadBeforeSortRule(Rule):
    """Finds `head` whose input has no order and whose output is then ordered."""

    codes = ("L022",)
    is_advice = True

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each; events in the order of time are left out where the order of time is wanted."""
        for line, index, command in search.steps("head"):
            order = _sort_behind(line, index)
            if order is None or command.condition is not None or order.keys[0].field.name == "_time":
                continue
            if any(step.command.keyword in _ORDERING for step in line.steps[:index]):
                continue
            yield search.finding(
                "L022",
                "head keeps the first results in no particular order, and only they are sorted",
                Span(command.span.start, command.span.start + len("head")),
                "before the sort",
                help="sort first: | sort 0 - count | head 10",
            )


def _sort_behind(line: Line, index: int) -> Any:
    for step in line.steps[index + 1 :]:
        if step.command.keyword == "sort":
            return step.command
        if step.command.keyword not in _BETWEEN:
            return None
    return None
