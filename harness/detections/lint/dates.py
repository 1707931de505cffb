"""The date exists and does not lie in the future."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from harness.detections.lint import Check
from harness.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.model import Detection


class DateCheck(Check):
    """What the form of a date, which the schema decides, does not tell."""

    codes = ("DET124", "DET125")

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:
        """A date that is in no calendar, or later than today in UTC."""
        written, span = detection.date, detection.span("date")
        try:
            day = date.fromisoformat(written)
        except ValueError as problem:
            if len(written) == len("2024-10-17"):
                way_out = "write the day of the last change, such as 2024-10-17"
                yield Diagnostic("DET124", f"{written} is not a date: {problem}", detection.source, span, help=way_out)
            return
        if content.now is None:
            return
        today = datetime.fromtimestamp(content.now, UTC).date()
        if day > today:
            message = f"the date {written} lies in the future; today is {today}"
            yield Diagnostic("DET125", message, detection.source, span, "not yet", "write the day of the last change")
