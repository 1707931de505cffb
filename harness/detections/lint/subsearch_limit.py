"""A subsearch that may give more results than Splunk takes from one.

What is beyond the limit is dropped, with a message that nobody reads in a scheduled search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.detections.field_reads import by_fields
from harness.detections.lint import Rule
from harness.diagnostics import Span
from harness.spl.syntax.ast import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import Line, LintedSearch
    from harness.diagnostics import Diagnostic

_LIMITS = {"append": 50_000, "join": 50_000, "appendcols": 50_000}
_TERM_LIMIT = 10_000
_READING = frozenset({"search", "tstats", "mstats", "from"})
_BOUNDING = frozenset({"head", "top", "rare", "return", "transpose", "tail"})


class SubsearchLimitRule(Rule):
    """Finds subsearches over events or metrics whose number of results nothing bounds."""

    codes = ("L004",)
    is_advice = True
    severity = "note"

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A note for each of them, with the limit."""
        for line in search.lines[1:]:
            assert line.parent is not None
            command: Any = line.parent.steps[line.at].command
            is_term = command.keyword not in _LIMITS
            if (is_term and not _is_term(command)) or line.first.keyword not in _READING or _is_bounded(line):
                continue
            if _has_own_limit(command):
                continue
            limit = _TERM_LIMIT if is_term else _LIMITS[command.keyword]
            place = Span(line.pipeline.span.start, line.pipeline.span.start + 1) if is_term else _keyword(command)
            yield search.finding(
                "L004",
                f"Splunk takes at most {limit:,} results from this subsearch, and 60 seconds of its time",
                place,
                "results beyond the limit are dropped",
                help="make sure that it gives fewer: group more coarsely, or narrow its time",
                severity="note",
            )


def _is_term(command: Any) -> bool:
    return command.keyword in ("search", "tstats", "inputlookup")


def _keyword(command: Any) -> Span:
    return Span(command.span.start, command.span.start + len(command.keyword))


def _has_own_limit(command: Any) -> bool:
    return isinstance(getattr(command, "subsearch", None), Pipeline) and getattr(command, "maxout", 50_000) != 50_000


def _is_bounded(line: Line) -> bool:
    if line.first.keyword in ("tstats", "mstats") and not by_fields(line.first):
        return True
    return any(
        step.command.keyword in _BOUNDING or (step.command.keyword == "stats" and not by_fields(step.command))
        for step in line.steps
    )
