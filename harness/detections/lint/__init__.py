"""Checks of what a detection means: one check, one file, found by discovery.

A file of this folder holds one class that derives from `Check`.  A check looks at one detection, with the content
around it, and yields a diagnostic for each mistake; it assumes nothing about the file beyond what made it a
`Detection`, because the schema's findings do not stop the checks.  A `Rule` is a check that looks at a search alone,
whether a detection's or a baseline's; files whose names begin with `_` are what rules share.

`harness validate` runs the checks that find mistakes; those with `is_advice`, which tell of style, cost and risk, are
run by `harness lint` only.
"""

from __future__ import annotations

import importlib
import pkgutil
from abc import ABC, abstractmethod
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from harness.detections.lint._search import LintedSearch, linted
from harness.detections.suppressions import unsuppressed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from harness.detections.content import Content
    from harness.detections.model import Detection, ScheduledSearch
    from harness.diagnostics import Diagnostic, Severity


class Check(ABC):
    """One check; `codes` are those of the diagnostics that it can yield itself."""

    codes: ClassVar[tuple[str, ...]]
    severity: ClassVar[Severity] = "warning"
    is_advice: ClassVar[bool] = False
    """Whether only `harness lint` runs it."""
    is_fixable: ClassVar[bool] = False
    """Whether it knows how to mend some of what it finds."""

    @abstractmethod
    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:
        """Everything that this check finds in the detection."""


class Rule(Check):
    """A check of a search."""

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:
        """What the rule finds in the detection's search; nothing in one that does not parse."""
        search = linted(detection, content)
        return self.look(search) if search is not None else iter(())

    @abstractmethod
    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """Everything that the rule finds in a search."""


@cache
def checks() -> tuple[Check, ...]:
    """An instance of every check of this folder, in the order of their files."""
    names = [found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_")]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    classes = [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Check) and value.__module__ == module.__name__
    ]
    return tuple(cls() for cls in classes)


def check_detection(
    detection: Detection, content: Content, *, chosen: Iterable[Check] | None = None
) -> Iterator[Diagnostic]:
    """What the chosen checks find in the detection and its file does not suppress.

    Without a choice, the checks are those that `harness validate` runs.
    """
    chosen = sound_checks() if chosen is None else chosen
    yield from unsuppressed(detection, (found for check in chosen for found in check.check(detection, content)))


@cache
def sound_checks() -> tuple[Check, ...]:
    """The checks that find mistakes."""
    return tuple(check for check in checks() if not check.is_advice)


def look_at(owner: ScheduledSearch, content: Content, rules: Iterable[Check]) -> Iterator[Diagnostic]:
    """What the rules among these checks find in a search that is no detection's."""
    search = linted(owner, content)
    if search is None:
        return
    for rule in rules:
        if isinstance(rule, Rule):
            yield from rule.look(search)
