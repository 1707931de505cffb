"""Checks of what a detection means: one check, one file, found by discovery.

A file of this folder holds one class that derives from `Check`.  A check looks at one detection, with the content
around it, and yields a diagnostic for each mistake; it assumes nothing about the file beyond what made it a
`Detection`, because the schema's findings do not stop the checks.
"""

from __future__ import annotations

import importlib
import pkgutil
from abc import ABC, abstractmethod
from functools import cache
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.model import Detection
    from harness.diagnostics import Diagnostic


class Check(ABC):
    """One check; `codes` are those of the diagnostics that it can yield itself."""

    codes: ClassVar[tuple[str, ...]]

    @abstractmethod
    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:
        """Everything that this check finds in the detection."""


@cache
def checks() -> tuple[Check, ...]:
    """An instance of every check of this folder, in the order of their files."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    classes = [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Check) and value.__module__ == module.__name__
    ]
    return tuple(cls() for cls in classes)


def check_detection(detection: Detection, content: Content) -> Iterator[Diagnostic]:
    """Everything that any check finds in the detection."""
    for check in checks():
        yield from check.check(detection, content)
