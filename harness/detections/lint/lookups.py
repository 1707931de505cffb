"""The lookups that the search reads and writes exist.

The names are taken from the text of the search, with quoted texts blanked, so that they are found in a search that
does not parse as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.detections.lint import Check
from harness.detections.platform import PLATFORM_LOOKUPS
from harness.diagnostics import Diagnostic, SourceText, Span, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.model import Detection

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_USE = re.compile(
    r"(?:^|[|\[])\s*(?P<command>inputlookup|outputlookup|lookup)(?:\s+\w+\s*=\s*[^\s|\]]+)*\s+(?P<name>[\w.-]+)(?!\s*=)",
    re.IGNORECASE,
)


class LookupsCheck(Check):
    """Compares the lookups that the search names with those of the content and of the platform's other apps."""

    codes = ("SPL305",)

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:
        """Lookups that nothing defines; a CSV file that the search itself writes need not be there."""
        pipeline = content.parsed(detection.search_source).pipeline
        search = pipeline.source if pipeline is not None else detection.search_source
        known = {*content.lookup_rows, *PLATFORM_LOOKUPS}
        for use in _USE.finditer(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), search.text)):
            is_written = use["command"].lower() == "outputlookup" and use["name"].endswith(".csv")
            if use["name"] not in known and not is_written:
                yield _unknown(search, use["name"], Span(*use.span("name")), known)


def _unknown(search: SourceText, name: str, span: Span, known: set[str]) -> Diagnostic:
    near = suggest(name, known)
    way_out = f'did you mean "{near}"?' if near else "add a file for it to the folder lookups/"
    return Diagnostic("SPL305", f'unknown lookup "{name}"', search, span, "no such lookup", way_out)
