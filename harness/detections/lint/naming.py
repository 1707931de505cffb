"""The file is called after the detection, and the stories that it names exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.lint import Check
from harness.detections.model import Detection, file_stem
from harness.diagnostics import Diagnostic, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content


class NamingCheck(Check):
    """Names that must agree between files."""

    codes = ("DET126", "DET127")

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:
        """Unknown stories, and a file name that does not follow the name."""
        known = [story.name for story in content.stories]
        for index, story in enumerate(detection.analytic_stories):
            if story not in known:
                near = suggest(story, known)
                way_out = f'did you mean "{near}"?' if near else "add a file for it to the folder stories/"
                span = detection.span("tags", "analytic_story", index)
                yield Diagnostic(
                    "DET126", f'unknown analytic story "{story}"', detection.source, span, "no such story", way_out
                )
        wanted = file_stem(detection.name)
        if detection.stem != wanted:
            message = f'the file of "{detection.name}" is called {detection.path.name}'
            way_out = f"call it {wanted}.yml, or change the name"
            yield Diagnostic("DET127", message, detection.source, detection.name_span, "not the file's name", way_out)
