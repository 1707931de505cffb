"""Verdicts as JUnit XML, the form that CI systems read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from harness.assertions.verdict import Verdict
from harness.reports.failure import explain_verdict


def render_junit(verdicts: Sequence[Verdict]) -> str:
    """One test suite for each detection.

    Source: the JUnit schema that pytest, Jenkins and GitHub's test reporters share.
    """
    root = ET.Element("testsuites", name="harness")
    for path in dict.fromkeys(verdict.test.detection_path for verdict in verdicts):
        _add_suite(root, path, [verdict for verdict in verdicts if verdict.test.detection_path == path])
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def write_junit(verdicts: Sequence[Verdict], path: Path) -> None:
    """Writes the report; the folder is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_junit(verdicts), encoding="utf-8")


def _add_suite(root: ET.Element, path: str, verdicts: Sequence[Verdict]) -> None:
    suite = ET.SubElement(
        root,
        "testsuite",
        name=path,
        tests=str(len(verdicts)),
        failures=str(sum(verdict.status in ("failed", "undecided") for verdict in verdicts)),
        errors=str(sum(verdict.status == "error" for verdict in verdicts)),
        skipped="0",
        time=f"{sum(verdict.seconds for verdict in verdicts):.6f}",
    )
    for verdict in verdicts:
        _add_case(suite, verdict)


def _add_case(suite: ET.Element, verdict: Verdict) -> None:
    case = ET.SubElement(
        suite,
        "testcase",
        classname=f"{verdict.test.detection_path}.{verdict.test.type}",
        name=_printable(verdict.test.name),
        time=f"{verdict.seconds:.6f}",
    )
    if verdict.is_good:
        return
    tag = "error" if verdict.status == "error" else "failure"
    first = verdict.failures[0].summary if verdict.failures else verdict.status
    element = ET.SubElement(case, tag, message=_printable(first), type=verdict.status)
    element.text = _printable(explain_verdict(verdict))


def _printable(text: str) -> str:
    """XML has no way to write most control characters."""
    return "".join(char if char in "\t\n" or char >= " " else "�" for char in text)
