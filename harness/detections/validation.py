"""Everything that is wrong with content: what loading found, and what the checks find."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from harness.detections.content import Content
from harness.detections.folders import Selection, find_loose_files, problem_with, real_path
from harness.detections.lint import check_detection
from harness.detections.lint.deployment import schedule_findings
from harness.detections.loader import LoadedFiles, deployed, load_files
from harness.detections.memory import paused_collection
from harness.detections.model import Baseline, Deployment, Detection
from harness.diagnostics import Diagnostic, Location
from harness.errors import DetectionError
from harness.timerange import Clock, SystemClock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from harness.detections.model import ContentObject

_CONVENTIONS = frozenset({"DET121", "DET126", "DET127", "DET130", "DET131", "DET138"})
"""What holds for content files only: an app has no files of stories, detections and deployments to agree with, and
it may be older than a rule."""


class Memory(Protocol):
    """What knows the findings in an object, from before or by looking."""

    def findings(self, found: ContentObject, content: Content) -> Iterator[Diagnostic]:
        """What the checks find in one object."""
        ...


def validate(
    content: Content, paths: Sequence[Path] = (), *, clock: Clock | None = None, memory: Memory | None = None
) -> list[Diagnostic]:
    """Every finding about the files at or below `paths` (all of the content without any), in order of place.

    Input: a path may also be a file or folder outside the content, such as published searches kept for tests; it is
    judged with this content's macros and deployments.  `clock` tells what lies in the future, the machine's if none;
    `memory` may know what was found before.
    Raises: nothing for what stands in files.
    """
    judged = content if content.now is not None else replace(content, now=(clock or SystemClock()).now())
    selection = Selection(paths)
    with paused_collection():
        found = [finding for finding in content.diagnostics if _concerns(finding, content, selection)]
        for each in (*content.detections, *content.deployments, *content.baselines):
            if each.path in selection:
                found += memory.findings(each, judged) if memory is not None else object_findings(each, judged)
        for path in paths:
            if not content.checked_files([path]):
                found += _elsewhere(judged, path)
        return in_order(found)


def count_files(content: Content, paths: Sequence[Path] = ()) -> int:
    """How many files `validate` looks at for these paths."""
    outside = [path for path in paths if not content.checked_files([path])]
    loose = sum(len(find_loose_files(path).files) if path.is_dir() else 1 for path in outside)
    return loose + (len(content.checked_files(paths)) if len(outside) < len(paths) or not paths else 0)


def object_findings(found: ContentObject, content: Content) -> Iterator[Diagnostic]:
    """What the checks find in one object, beyond what loading found."""
    if isinstance(found, Detection):
        for finding in check_detection(found, content):
            if not (found.is_saved_search and finding.code in _CONVENTIONS):
                yield finding
    elif isinstance(found, Deployment):
        yield from schedule_findings(found)
    elif isinstance(found, Baseline):
        yield from content.parsed(found.search_source).diagnostics


def in_order(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings in order of place, each once."""
    once = {(place.source.name, place.span, each.code, each.message): each for each, place in map(_located, findings)}
    return [once[key] for key in sorted(once)]


def _located(finding: Diagnostic) -> tuple[Diagnostic, Location]:
    return finding, finding.location


def _concerns(finding: Diagnostic, content: Content, selection: Selection) -> bool:
    file = content.files.get(finding.location.source.name)
    return file is None or file in selection


def _elsewhere(content: Content, path: Path) -> Iterator[Diagnostic]:
    """The findings about a file or a folder outside the content."""
    if path.is_dir():
        yield from _folder_elsewhere(content, path)
        return
    detection: Detection | None = None
    try:
        detection = content.detection_at(path)
    except DetectionError as error:
        yield from (finding for finding in error.diagnostics if isinstance(finding, Diagnostic))
        return
    if detection is None:
        yield no_content(path)
    else:
        yield from object_findings(detection, content)


def _folder_elsewhere(content: Content, folder: Path) -> Iterator[Diagnostic]:
    loaded = files_elsewhere(content, folder)
    yield from loaded.diagnostics
    if not loaded.files:
        yield no_content(folder)
    objects = [deployed(each, content.deployments) for each in loaded.objects]
    whole = content.with_objects(objects)
    for each in objects:
        yield from object_findings(each, whole)


def files_elsewhere(content: Content, folder: Path) -> LoadedFiles:
    """What a folder outside the content holds; diagnostics name its files as those of the content around it."""
    root = real_path(content.root)

    def name_of(path: Path) -> str:
        real = real_path(path)
        return real.relative_to(root).as_posix() if real.is_relative_to(root) else path.as_posix()

    return load_files(find_loose_files(folder), name_of)


def no_content(path: Path) -> Diagnostic:
    """The finding about a path below which there is nothing to look at."""
    return problem_with("DET116", f"{path} holds no content", path, "give a content file, or a folder that holds some")
