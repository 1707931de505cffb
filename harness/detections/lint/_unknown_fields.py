"""Fields that a search names and that no earlier command of it can have made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.field_reads import Use, uses
from harness.diagnostics import Diagnostic, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.fieldset import FieldSet
    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Severity


_MOST_NAMES = 50
"""How many names a message holds at most."""


def unknown_fields(search: LintedSearch, code: str, severity: Severity, *, read: bool) -> Iterator[Diagnostic]:
    """A finding for each field that is read, or else listed, where it cannot be; each name is told once."""
    told: set[str] = set()
    for line in search.lines:
        for step in line.steps:
            if step.before.is_open or (step.command is line.first and not line.is_continuation):
                continue
            for use in uses(step.command):
                if use.is_read is read and use.name not in told and not step.before.may_have(use.name):
                    told.add(use.name)
                    yield _unknown(search, code, severity, use, step.before)


def _unknown(search: LintedSearch, code: str, severity: Severity, use: Use, fields: FieldSet) -> Diagnostic:
    names = sorted(fields.names | fields.patterns)
    near = suggest(use.name, names[:_MOST_NAMES])
    hint = f'did you mean "{near}"? ' if near else ""
    known = ", ".join(names[:_MOST_NAMES]) + (", .." if len(names) > _MOST_NAMES else "") or "no field"
    message = f'no command before this one makes the field "{use.name}"'
    way_out = f"{hint}here results have: {known}"
    return search.finding(code, message, use.span, "never there", help=way_out, severity=severity)
