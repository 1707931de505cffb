"""`dedup` right before `stats`: what is counted is what was left, in the order in which events came.

Where distinct values are meant, `stats dc(x)` says so, and works in parallel on the indexers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.detections.lint import Rule
from harness.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import Line, LintedSearch
    from harness.diagnostics import Diagnostic

_BETWEEN = frozenset({"eval", "fields", "table", "rename", "where", "search", "fillnull", "rex", "lookup"})
_ADDING = frozenset({"count", "sum", "avg", "mean", "stdev", "list", "median", "var"})


class DedupBeforeStatsRule(Rule):
    """Finds `dedup` whose results are then counted or summed."""

    codes = ("L023",)
    is_advice = True
    severity = "note"

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A note for each of them."""
        for line, index, command in search.steps("dedup"):
            behind = _stats_behind(line, index)
            if behind is None or command.sort_by or not any(term.function in _ADDING for term in behind.terms):
                continue
            names = [field.name for field in command.fields]
            yield search.finding(
                "L023",
                "the results of dedup are counted: each count is one of what came first",
                Span(command.span.start, command.span.start + len("dedup")),
                "before stats",
                help=f"if distinct values are meant, write dc({names[0]}) in stats, and no dedup",
                severity="note",
            )


def _stats_behind(line: Line, index: int) -> Any:
    for step in line.steps[index + 1 :]:
        if step.command.keyword == "stats":
            return step.command
        if step.command.keyword not in _BETWEEN:
            return None
    return None
