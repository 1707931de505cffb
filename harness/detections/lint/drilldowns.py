"""Drilldown searches are SPL once the detection's search stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.lint import Check
from harness.diagnostics import Diagnostic, Origin, SourceText
from harness.diagnostics.yaml_text import YamlScalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.model import Detection

PLACEHOLDER = "%original_detection_search%"


class DrilldownCheck(Check):
    """Hands on what the parser finds in each drilldown search."""

    codes = ()

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:
        """The parser's findings; those of the detection's own search are not told a second time."""
        search = detection.search_source
        is_sound = content.parsed(search).pipeline is not None
        for index in range(len(detection.drilldown_searches)):
            node = detection.find("drilldown_searches", index, "search")
            if not isinstance(node, YamlScalar) or (PLACEHOLDER in node.text and not is_sound):
                continue
            yield from content.parsed(with_search(node.source_text(), search)).diagnostics


def with_search(drilldown: SourceText, search: SourceText) -> SourceText:
    """The drilldown with its placeholder replaced by the search; every character leads back to where it stands."""
    text = ""
    origins: list[Origin] = []
    start = 0
    while (at := drilldown.text.find(PLACEHOLDER, start)) >= 0:
        origins += _piece(len(text), drilldown, start, at)
        text += drilldown.text[start:at]
        origins += _piece(len(text), search, 0, len(search.text))
        text += search.text
        start = at + len(PLACEHOLDER)
    origins += _piece(len(text), drilldown, start, len(drilldown.text))
    return SourceText(drilldown.name, text + drilldown.text[start:], tuple(origins))


def _piece(at: int, source: SourceText, start: int, end: int) -> list[Origin]:
    return [Origin(at, at + end - start, source, range(start, end + 1))] if end > start else []
