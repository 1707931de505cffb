"""Tests Splunk detections: an embedded SPL engine, replayable datasets, exact expectations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harness.backends.python_api import search
    from harness.spl.parsing import parse

__all__ = ["parse", "search"]

_HOMES = {"search": "harness.backends.python_api", "parse": "harness.spl.parsing"}


def __getattr__(name: str) -> Any:
    """The public functions, imported when they are first used: importing the package must cost nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
