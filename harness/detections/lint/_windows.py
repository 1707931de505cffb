"""The time windows of searches, and whether two searches read the same data in different windows.

Such two are the present and the baseline that it is compared with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from harness.detections.field_reads import search_expression
from harness.detections.lint._conditions import terms
from harness.frozen import frozen
from harness.spl.syntax.ast import FieldName, TimeBound
from harness.timerange import resolve_bound

if TYPE_CHECKING:
    from harness.detections.lint._search import Line, LintedSearch
    from harness.diagnostics import Span

_UTC = ZoneInfo("UTC")
_NOWS = (1_700_000_000.0, 1_709_164_800.0)
"""Two instants; what is said of windows must hold at both, whatever the snapping."""


@frozen
class Window:
    """The bounds that a search states: their texts by name, and where they stand."""

    bounds: dict[str, str]
    span: Span

    def at(self, now: float) -> tuple[float, float] | None:
        """The window in epoch seconds, None where it cannot be told."""
        try:
            earliest = resolve_bound(self.bounds["earliest"], now, _UTC)
            latest = resolve_bound(self.bounds.get("latest", "now"), now, _UTC)
        except (KeyError, ValueError):
            return None
        return (earliest, latest) if earliest is not None and latest is not None else None


def window(command: Any) -> Window | None:
    """The window that a command states, if it states when it begins."""
    found = [node for node, _ in terms(search_expression(command)) if isinstance(node, TimeBound)]
    bounds = {node.name: node.value.text for node in found}
    if "earliest" not in bounds or len(bounds) < len(found) or set(bounds) - {"earliest", "latest"}:
        return None
    return Window(bounds, min(node.span for node in found).to(max(node.span for node in found)))


def windows_at(first: Window, second: Window) -> list[tuple[tuple[float, float], tuple[float, float]]] | None:
    """Both windows at each of some instants; None where one cannot be told."""
    found = []
    for now in _NOWS:
        mine, theirs = first.at(now), second.at(now)
        if mine is None or theirs is None:
            return None
        found.append((mine, theirs))
    return found


def reads_the_same(search: LintedSearch, outer: Line, inner: Line) -> bool:
    """Whether two searches read the same data, but for the time."""
    mine, theirs = outer.first, inner.first
    if mine.keyword != theirs.keyword or mine.keyword not in ("mstats", "tstats", "search"):
        return False
    return _data(search, mine) == _data(search, theirs)


def has_own_window(outer: Line, inner: Line) -> bool:
    """Whether two searches state different times."""
    return _bounds(outer.first) != _bounds(inner.first)


def _data(search: LintedSearch, command: Any) -> tuple[object, ...]:
    """What a command reads, but for the time."""
    filters = {
        search.text(node.span).strip()
        for node, _ in terms(search_expression(command))
        if not isinstance(node, TimeBound)
    }
    arguments = {term.argument.name for term in getattr(command, "terms", ()) if isinstance(term.argument, FieldName)}
    return (frozenset(filters), getattr(command, "dataset", None), frozenset(arguments))


def _bounds(command: Any) -> dict[str, str]:
    return {node.name: node.value.text for node, _ in terms(search_expression(command)) if isinstance(node, TimeBound)}
