"""`sort` without a number keeps the first 10,000 results and drops the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.detections.lint import Rule
from harness.diagnostics import Span
from harness.diagnostics.diagnostic import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import Line, LintedSearch
    from harness.diagnostics import Diagnostic

_MOST = 10_000
_KEEPING = frozenset({"fields", "table", "rename", "eval", "fieldformat", "convert", "reverse", "fillnull"})


class SortLimitRule(Rule):
    """Finds `sort` without a limit where more results than that may come."""

    codes = ("L012",)
    is_advice = True
    severity = "note"
    is_fixable = True

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A note for each, unless few results come in or few are wanted."""
        for line, index, command in search.steps("sort"):
            if command.limit is not None or _is_small(line, index) or _is_cut(line, index):
                continue
            start = command.span.start
            place = Span(start, start + len(command.keyword))
            yield search.finding(
                "L012",
                "sort keeps the first 10,000 results and drops the others",
                place,
                "no limit given",
                help="write sort 0 to keep all of them, or a limit",
                severity="note",
                edits=(Edit(Span(place.end, place.end), " 0"),),
            )


def _is_small(line: Line, index: int) -> bool:
    for step in reversed(line.steps[:index]):
        command: Any = step.command
        if command.keyword in ("top", "rare", "makeresults", "fieldsummary", "transpose"):
            return True
        if command.keyword == "stats":
            return not command.by_fields
        if command.keyword in ("head", "tail", "sort"):
            count = getattr(command, "limit", None) or getattr(command, "count", None)
            return count is not None and count <= _MOST
        if command.keyword in ("append", "join", "mvexpand"):
            return False
    return False


def _is_cut(line: Line, index: int) -> bool:
    """Whether the first results are all that is wanted."""
    for step in line.steps[index + 1 :]:
        if step.command.keyword in ("head", "sort"):
            return step.command.keyword == "head"
        if step.command.keyword not in _KEEPING:
            return False
    return False
