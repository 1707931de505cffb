"""`join` between two searches of events, where one search and `stats` would do.

A join runs a subsearch with its limits of time and results; `(A) OR (B) | stats values(*) as * by key` has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.detections.lint import Rule
from harness.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic


class JoinAsStatsRule(Rule):
    """Finds joins by fields whose two sides read events, or the same data model."""

    codes = ("L013",)
    is_advice = True
    severity = "note"

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A note for each of them."""
        for line, _, command in search.steps("join"):
            if not command.fields or command.usetime or not command.subsearch.commands:
                continue
            if _are_alike(line.first, command.subsearch.commands[0]):
                keys = " ".join(field.name for field in command.fields)
                yield search.finding(
                    "L013",
                    "this join reads the same kind of data twice",
                    Span(command.span.start, command.span.start + len(command.keyword)),
                    "limited to 50,000 results and 60 seconds",
                    help=f"read both in one search, and group: (..) OR (..) | stats values(*) as * by {keys}",
                    severity="note",
                )


def _are_alike(outer: Any, inner: Any) -> bool:
    if outer.keyword != inner.keyword:
        return False
    if outer.keyword == "tstats":
        return bool(outer.dataset) and outer.dataset == inner.dataset
    return bool(outer.keyword == "search")
