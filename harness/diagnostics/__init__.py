"""Places in texts, and messages about them."""

from harness.diagnostics.codes import CODES, CodePage, render_page
from harness.diagnostics.diagnostic import Diagnostic, Severity
from harness.diagnostics.machine_renderers import render_github, render_json, render_sarif
from harness.diagnostics.source import Location, Origin, Position, SourceText, Span, locate
from harness.diagnostics.suggestions import suggest
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
