"""What is wrong, where, and the way out: the one shape of every message about content or SPL."""

from __future__ import annotations

from typing import Literal

from harness.diagnostics.source import Location, SourceText, Span, locate
from harness.frozen import frozen

Severity = Literal["error", "warning", "note"]


@frozen
class Edit:
    """What a program may write in the place of `span` of a diagnostic's source to mend it."""

    span: Span
    text: str


@frozen
class Diagnostic:
    """One mistake with a stable code, its place, a label under the place and the way out.

    `message` names the value seen; `label` is a few words that stand under the carets; `help` says what to write
    instead; `notes` add facts, one line each; `edits` mend it, all together, where that is safe.
    """

    code: str
    message: str
    source: SourceText
    span: Span
    label: str = ""
    help: str | None = None
    notes: tuple[str, ...] = ()
    severity: Severity = "error"
    edits: tuple[Edit, ...] = ()

    @property
    def location(self) -> Location:
        """The place in a text that a person can open."""
        return locate(self.source, self.span)

    def __str__(self) -> str:
        location = self.location
        line, column = location.position
        return f"{location.source.name}:{line}:{column}: {self.severity}[{self.code}]: {self.message}"
