"""The window of the present and the window of its baseline overlap, or leave a gap between them.

What happened in both counts as known as soon as it happens; what happened in the gap is seen by neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.lint import Rule
from harness.detections.lint._windows import has_own_window, reads_the_same, window, windows_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic


class BaselineWindowRule(Rule):
    """Compares the windows that two searches of the same data state."""

    codes = ("L005",)

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each subsearch whose window does not end where the other one begins."""
        for inner in search.lines[1:]:
            outer = inner.parent
            assert outer is not None
            mine, theirs = window(outer.first), window(inner.first)
            if mine is None or theirs is None or not has_own_window(outer, inner):
                continue
            if not reads_the_same(search, outer, inner):
                continue
            pairs = windows_at(mine, theirs)
            distances = [_distance(*pair) for pair in pairs or ()]
            if not distances or 0 in distances:
                continue
            if all(distance > 0 for distance in distances):
                yield search.finding(
                    "L005",
                    f"the window of the baseline ends {_length(distances[0])} before the present begins",
                    theirs.span,
                    "what happened in the gap is in neither window",
                    help="let the baseline end where the other window begins",
                )
            elif all(distance < 0 for distance in distances):
                yield search.finding(
                    "L005",
                    f"the window of the baseline reaches {_length(-distances[0])} into the present",
                    theirs.span,
                    "what happened in both counts as known at once",
                    help="let the baseline end where the other window begins",
                )


def _distance(first: tuple[float, float], second: tuple[float, float]) -> float:
    """From the end of the earlier window to the start of the later one; negative where they overlap."""
    earlier, later = sorted((first, second))
    return later[0] - earlier[1]


def _length(seconds: float) -> str:
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            count = round(seconds / size, 1)
            return f"{count:g} {unit}{'' if count == 1 else 's'}"
    return f"{seconds:g} seconds"
