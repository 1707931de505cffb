"""Places in texts, and messages about them.

A run in which nothing is wrong shows no message, so what renders messages is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.diagnostics.diagnostic import Diagnostic, Severity
from harness.diagnostics.source import Location, Origin, Position, SourceText, Span, locate
from harness.diagnostics.suggestions import suggest

if TYPE_CHECKING:
    from harness.diagnostics.codes import CODES, CodePage, render_page
    from harness.diagnostics.machine_renderers import render_github, render_json, render_sarif
    from harness.diagnostics.text_renderer import render_text

__all__ = [
    "CODES",
    "CodePage",
    "Diagnostic",
    "Location",
    "Origin",
    "Position",
    "Severity",
    "SourceText",
    "Span",
    "locate",
    "render_github",
    "render_json",
    "render_page",
    "render_sarif",
    "render_text",
    "suggest",
]

_NAMES = {
    "codes": ("CODES", "CodePage", "render_page"),
    "machine_renderers": ("render_github", "render_json", "render_sarif"),
    "text_renderer": ("render_text",),
}
_HOMES = {name: f"harness.diagnostics.{module}" for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """The names of the renderers, imported when they are first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value
