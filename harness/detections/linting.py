"""`harness lint`: everything that any check finds, but for what a file's author has suppressed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.detections.folders import Selection
from harness.detections.lint import Check, checks, look_at
from harness.detections.model import Baseline, Detection, ScheduledSearch
from harness.detections.suppressions import UNKNOWN, UNUSED, complaints, suppressions, unsuppressed
from harness.detections.validation import files_elsewhere, in_order, validate
from harness.diagnostics import CODES, Diagnostic, suggest
from harness.errors import ConfigError, DetectionError

if TYPE_CHECKING:
    from pathlib import Path

    from harness.detections.content import Content
    from harness.diagnostics import Severity
    from harness.timerange import Clock


@dataclass(frozen=True, slots=True)
class Choice:
    """Which codes are told: those that begin with one of `select` (all without any) and with none of `ignore`."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def __contains__(self, code: object) -> bool:
        if not isinstance(code, str):
            return False
        return (not self.select or code.startswith(self.select)) and not (self.ignore and code.startswith(self.ignore))


def read_choice(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Choice:
    """The choice that lists of codes make; a code may be the beginning of several (`DET1`), lists may have commas.

    Raises: ConfigError for one that no code begins with.
    """
    return Choice(_codes(select), _codes(ignore))


def _codes(written: Iterable[str]) -> tuple[str, ...]:
    found = tuple(code.strip().upper() for text in written for code in text.split(",") if code.strip())
    for code in found:
        if not any(known.startswith(code) for known in CODES):
            near = suggest(code, list(CODES))
            hint = f'did you mean "{near}"?' if near else "harness lint --list shows all codes"
            raise ConfigError(f"no diagnostic has the code {code}; {hint}")
    return found


EVERYTHING = Choice()


def lint(
    content: Content, paths: Sequence[Path] = (), *, choice: Choice = EVERYTHING, clock: Clock | None = None
) -> list[Diagnostic]:
    """Every finding of every check about the files at or below `paths` (all of the content without any).

    Raises: nothing for what stands in files.
    """
    chosen = tuple(check for check in checks() if any(code.startswith("L") and code in choice for code in check.codes))
    judged = {code for check in chosen for code in check.codes if code in choice}
    found = validate(content, paths, clock=clock)
    for owner, around in _searches(content, paths):
        comments = suppressions(owner)
        found += unsuppressed(owner, _findings(owner, around, chosen), comments)
        found += complaints(owner, comments, judged)
    return in_order([finding for finding in found if finding.code in choice])


def _findings(owner: ScheduledSearch, content: Content, chosen: Sequence[Check]) -> Iterator[Diagnostic]:
    if not isinstance(owner, Detection):
        yield from look_at(owner, content, chosen)
        return
    for check in chosen:
        yield from check.check(owner, content)


def _searches(content: Content, paths: Sequence[Path]) -> Iterator[tuple[ScheduledSearch, Content]]:
    """Every search that was asked for, with the content that it is judged by."""
    selection = Selection(paths)
    for each in (*content.detections, *content.baselines):
        if each.path in selection:
            yield each, content
    for path in paths:
        if not content.checked_files([path]):
            yield from _searches_elsewhere(content, path)


def _searches_elsewhere(content: Content, path: Path) -> Iterator[tuple[ScheduledSearch, Content]]:
    if path.is_dir():
        objects = files_elsewhere(content, path).objects
        whole = content.with_objects(objects)
        yield from ((each, whole) for each in objects if isinstance(each, Detection | Baseline))
        return
    try:
        found = content.detection_at(path)
    except DetectionError:
        return  # validation tells why it cannot be read
    if found is not None:
        yield found, content


@dataclass(frozen=True, slots=True)
class ListedRule:
    """One rule as `harness lint --list` shows it."""

    code: str
    severity: Severity
    title: str
    in_validate: bool
    is_fixable: bool


def listed_rules() -> list[ListedRule]:
    """Every rule about searches, in the order of codes."""
    found = [
        ListedRule(code, check.severity, CODES[code].title, not check.is_advice, check.is_fixable)
        for check in checks()
        for code in check.codes
        if code.startswith("L")
    ]
    found += [ListedRule(code, "warning", CODES[code].title, False, code == UNUSED) for code in (UNKNOWN, UNUSED)]
    return sorted(found, key=lambda rule: rule.code)
