"""The search is SPL, and its macros exist, take the right number of arguments and do not loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.lint import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.model import Detection
    from harness.diagnostics import Diagnostic


class SearchCheck(Check):
    """Hands on what the parser finds; every one of its diagnostics already points into the file."""

    codes = ()

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:
        """The parser's findings in the search."""
        yield from content.parsed(detection.search_source).diagnostics
