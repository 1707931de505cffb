"""The search ends with the filter macro that is named after the detection.

The macro lets a user drop harmless results without editing the search; the field's build tool finds it by the name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.detections.lint import Check
from harness.diagnostics import Diagnostic, Span, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.model import Detection

_CALL = re.compile(r"```.*?```|`(?P<name>[^`]*)`", re.DOTALL)
"""A comment, or what stands between two backticks; both are matched, so that calls pair up rightly."""


class FilterMacroCheck(Check):
    """The filter macro is there, has the right name, and comes last."""

    codes = ("DET130", "DET131")

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:  # noqa: ARG002
        """A filter macro that is missing, named otherwise, or followed by other commands."""
        search, wanted = detection.search_source, detection.filter_macro
        text = search.text
        calls = [call for call in _CALL.finditer(text) if call["name"] == wanted]
        if not calls:
            yield self._missing(detection, wanted)
        elif text[calls[-1].end() :].strip():
            message = f"`{wanted}` is not the last command of the search"
            way_out = "move it behind the last pipe, so that a user's filter sees the fields that results have"
            yield Diagnostic(
                "DET131", message, search, Span(*calls[-1].span()), "commands follow", way_out, severity="warning"
            )

    def _missing(self, detection: Detection, wanted: str) -> Diagnostic:
        search = detection.search_source
        others = [call for call in _CALL.finditer(search.text) if (call["name"] or "").endswith("_filter")]
        near = suggest(wanted, [call["name"] for call in others]) or (others[-1]["name"] if others else None)
        span = next((Span(*call.span("name")) for call in others if call["name"] == near), _end(search.text))
        message = f"the search does not call its filter macro `{wanted}`"
        label = "named after another detection" if near else "missing at the end"
        way_out = f"write `{wanted}` instead" if near else f"add as the last line: | `{wanted}`"
        return Diagnostic("DET130", message, search, span, label, way_out)


def _end(text: str) -> Span:
    last = len(text.rstrip())
    return Span(max(0, last - 1), last)
