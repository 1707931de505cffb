"""Diagnostics for programs: JSON of our own, SARIF 2.1.0, and the workflow commands of GitHub Actions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from harness.diagnostics.codes import CODES
from harness.diagnostics.text_renderer import expansion_notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from harness.diagnostics.diagnostic import Diagnostic, Severity
    from harness.diagnostics.source import Position

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_GITHUB_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON array with one object per diagnostic; lines and columns count from 1, ends are exclusive."""
    return _json([_as_object(each) for each in diagnostics])


def _json(value: object) -> str:
    from json import dumps

    return dumps(value, indent=2, ensure_ascii=False)


def _as_object(diagnostic: Diagnostic) -> dict[str, Any]:
    start, end = _region(diagnostic)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "file": diagnostic.location.source.name,
        "start": start._asdict(),
        "end": end._asdict(),
        "label": diagnostic.label,
        "help": diagnostic.help,
        "notes": _notes(diagnostic),
    }


def _region(diagnostic: Diagnostic) -> tuple[Position, Position]:
    location = diagnostic.location
    return location.position, location.source.position(location.span.end)


def _notes(diagnostic: Diagnostic) -> list[str]:
    return [*expansion_notes(diagnostic.location), *diagnostic.notes]


def render_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """A SARIF 2.1.0 log with one run: GitHub code scanning and editors read it."""
    found = list(diagnostics)
    codes = sorted({each.code for each in found})
    run = {
        "tool": {"driver": {"name": "harness", "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes) for each in found],
    }
    return _json({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, Any]:
    page = CODES.get(code)
    if page is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.explanation},
    }


def _result(diagnostic: Diagnostic, codes: Sequence[str]) -> dict[str, Any]:
    start, end = _region(diagnostic)
    region = {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
    artifact = {"uri": _uri(diagnostic.location.source.name)}
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": diagnostic.severity,
        "message": {"text": _told(diagnostic)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }


def _uri(name: str) -> str:
    from urllib.parse import quote

    path = name.replace("\\", "/")
    if re.match(r"[A-Za-z]:/", path):
        path = "/" + path
    return ("file://" if path.startswith("/") else "") + quote(path, safe="/:" if path.startswith("/") else "/")


def _told(diagnostic: Diagnostic) -> str:
    """Everything that the diagnostic says beside its place."""
    message = f"{diagnostic.message}: {diagnostic.label}" if diagnostic.label else diagnostic.message
    help_ = [f"help: {diagnostic.help}"] if diagnostic.help else []
    return "\n".join([message, *(f"note: {note}" for note in _notes(diagnostic)), *help_])


def render_github(diagnostics: Iterable[Diagnostic]) -> str:
    """One workflow command per line; printed in a GitHub Actions job, each becomes an annotation of the diff."""
    return "\n".join(_command(each) for each in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    start, end = _region(diagnostic)
    properties: dict[str, str | int] = {
        "file": diagnostic.location.source.name.replace("\\", "/"),
        "line": start.line,
        "endLine": end.line,
        "col": start.column,
        "endColumn": end.column,
        "title": diagnostic.code,
    }
    written = ",".join(f"{name}={_escaped_property(str(value))}" for name, value in properties.items())
    return f"::{_GITHUB_LEVELS[diagnostic.severity]} {written}::{_escaped(_told(diagnostic))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
