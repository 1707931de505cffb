"""`transaction` without a bound of time or number.

It keeps every open transaction in memory, and closes them where its memory ends, not where the story does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.lint import Rule
from harness.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic


class UnboundedTransactionRule(Rule):
    """Finds transactions without maxspan, maxpause and maxevents."""

    codes = ("L018",)
    is_advice = True

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each of them."""
        for _, _, command in search.steps("transaction"):
            if command.maxspan == "-1" and command.maxpause == "-1" and command.maxevents == 1000:
                yield search.finding(
                    "L018",
                    "this transaction may grow over the whole time range",
                    Span(command.span.start, command.span.start + len("transaction")),
                    "no maxspan, maxpause or maxevents",
                    help="add maxspan= or maxpause=, or group with stats: min(_time), max(_time), values(..)",
                )
