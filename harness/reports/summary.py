"""Verdicts of a run, sorted by detection: the table of Splunk's own detection pages, and the sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from harness.assertions.verdict import Status, Verdict
from harness.diagnostics import Diagnostic
from harness.frozen import frozen

RowStatus = Literal["Passing", "Failing", "Undecided", "Error", "Not tested"]
"""The words of the table; Splunk's page says Passing and Failing."""

_WORDS: dict[Status, RowStatus] = {
    "passed": "Passing",
    "failed": "Failing",
    "undecided": "Undecided",
    "error": "Error",
}
_WORST: tuple[Status, ...] = ("error", "failed", "undecided", "passed")


@frozen
class Validation:
    """How a detection file fared before its search ran."""

    detection: str
    path: str
    errors: int
    warnings: int
    findings: Sequence[Diagnostic] = ()


@frozen
class TableRow:
    """One line of a detection's table."""

    test_type: str
    status: RowStatus
    tests: int
    datasets: Sequence[str]
    sources: Sequence[str]
    sourcetypes: Sequence[str]


@frozen
class DetectionTable:
    """The table of one detection."""

    detection: str
    path: str
    rows: Sequence[TableRow]


def detection_tables(validations: Iterable[Validation], verdicts: Sequence[Verdict]) -> list[DetectionTable]:
    """One table for each detection, in path order; verdicts of broken files stand under their own path."""
    names = {item.path: item.detection for item in validations_by_path(validations).values()}
    checked = validations_by_path(validations)
    for verdict in verdicts:
        names.setdefault(verdict.test.detection_path, verdict.test.detection or "Not readable")
    return [
        DetectionTable(name, path, _rows(checked.get(path), [v for v in verdicts if v.test.detection_path == path]))
        for path, name in sorted(names.items())
    ]


def validations_by_path(validations: Iterable[Validation]) -> dict[str, Validation]:
    """Validations by the path of their detection."""
    return {item.path: item for item in validations}


def _rows(validation: Validation | None, verdicts: Sequence[Verdict]) -> list[TableRow]:
    rows = []
    if validation is not None:
        status: RowStatus = "Failing" if validation.errors else "Passing"
        rows.append(TableRow("Validation", status, 0, (), (), ()))
    for kind, title in (("unit", "Unit"), ("integration", "Integration")):
        rows.append(_row(title, [verdict for verdict in verdicts if verdict.test.type == kind]))
    return rows


def _row(title: str, verdicts: Sequence[Verdict]) -> TableRow:
    if not verdicts:
        return TableRow(title, "Not tested", 0, (), (), ())
    found = {verdict.status for verdict in verdicts}
    worst = next(status for status in _WORST if status in found)
    return TableRow(
        title,
        _WORDS[worst],
        len(verdicts),
        _distinct(verdict.test.dataset for verdict in verdicts),
        _distinct(verdict.test.data_source for verdict in verdicts),
        _distinct(verdict.test.sourcetype for verdict in verdicts),
    )


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def count_statuses(verdicts: Iterable[Verdict]) -> dict[Status, int]:
    """How many verdicts of each status, in a fixed order, zeros left out."""
    counts = Counter(verdict.status for verdict in verdicts)
    order: tuple[Status, ...] = ("passed", "failed", "undecided", "error")
    return {status: counts[status] for status in order if counts[status]}


def summary_line(verdicts: Sequence[Verdict], seconds: float) -> str:
    """`12 passed, 1 failed in 0.31 s`."""
    counts = count_statuses(verdicts)
    shown = ", ".join(f"{count} {status}" for status, count in counts.items()) or "no tests"
    return f"{shown} in {seconds:.2f} s"
