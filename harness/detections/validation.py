"""Everything that is wrong with content: what loading found, and what the checks find."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harness.detections.content import Content, is_below
from harness.detections.folders import problem_with
from harness.detections.lint import check_detection
from harness.detections.lint.deployment import schedule_findings
from harness.diagnostics import Diagnostic, Location
from harness.errors import DetectionError
from harness.timerange import Clock, SystemClock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from harness.detections.model import Detection


def validate(content: Content, paths: Sequence[Path] = (), *, clock: Clock | None = None) -> list[Diagnostic]:
    """Every finding about the files at or below `paths` (all of the content without any), in order of place.

    Input: a path may also be a detection file outside the content, such as a published search kept for tests; it is
    judged with this content's macros and deployments.  `clock` tells what lies in the future, the machine's if none.
    Raises: nothing for what stands in files.
    """
    judged = content if content.now is not None else replace(content, now=(clock or SystemClock()).now())
    found = [finding for finding in content.diagnostics if _concerns(finding, content, paths)]
    for detection in content.detections:
        if is_below(detection.path, paths):
            found += check_detection(detection, judged)
    for deployment in content.deployments:
        if is_below(deployment.path, paths):
            found += schedule_findings(deployment)
    for baseline in content.baselines:
        if is_below(baseline.path, paths):
            found += content.parsed(baseline.search_source).diagnostics
    for path in paths:
        if not content.checked_files([path]):
            found += _elsewhere(judged, path)
    once = {(place.source.name, place.span, each.code, each.message): each for each, place in map(_located, found)}
    return [once[key] for key in sorted(once)]


def _located(finding: Diagnostic) -> tuple[Diagnostic, Location]:
    return finding, finding.location


def _concerns(finding: Diagnostic, content: Content, paths: Sequence[Path]) -> bool:
    file = content.files.get(finding.source.name)
    return file is None or is_below(file, paths)


def _elsewhere(content: Content, path: Path) -> Iterator[Diagnostic]:
    """The findings about a file outside the content."""
    detection: Detection | None = None
    try:
        detection = content.detection_at(path)
    except DetectionError as error:
        yield from (finding for finding in error.diagnostics if isinstance(finding, Diagnostic))
        return
    if detection is None:
        way_out = "give a content file, or a folder that holds some"
        yield problem_with("DET116", f"{path} holds no content", path, way_out)
    else:
        yield from check_detection(detection, content)
