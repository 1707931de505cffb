"""Files of tests that are wrong: each mistake has a code, a place and a way out, and nothing passes by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.backends.embedded import EmbeddedBackend
from harness.diagnostics import Diagnostic
from harness.errors import ConfigError
from harness.runner.cases import load_cases
from harness.runner.project import Project
from harness.runner.running import Runner
from harness.runner.selection import select_files

DETECTION = """\
name: Two users
id: 0f3bb0f1-6a5e-4f0e-9a4d-2f7f3d5b8a11
version: 1
date: '2024-10-17'
author: A team
status: experimental
type: Hunting
description: Names two users.
data_source: []
search: '| makeresults count=2 | streamstats count as n | eval user=if(n=1,"kim","lee") | table n user'
how_to_implement: none
known_false_positives: none
references: []
tags:
  analytic_story: []
  asset_type: Endpoint
  mitre_attack_id: [T1078]
  product: [Splunk Enterprise]
  security_domain: access
"""
GOOD = "events: [], now: 1729166400"
POINT = "metrics: [{_time: 1, index: m, metrics: {c: x}}]"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A content repository with one detection and no tests yet."""
    lay_out(tmp_path)
    return Project(tmp_path)


def lay_out(root: Path) -> None:
    """Makes the folders of a content repository, and its detection."""
    for name in ("detections", "tests/detections"):
        (root / name).mkdir(parents=True)
    (root / "detections" / "two_users.yml").write_text(DETECTION, encoding="utf-8")


def findings(project: Project, text: str) -> list[Diagnostic]:
    path = project.tests_folder / "two_users.yml"
    path.write_text(text, encoding="utf-8")
    runner = Runner(project, EmbeddedBackend())
    verdicts = [runner.run(case) for case in load_cases(path, project)]
    return [finding for verdict in verdicts for finding in verdict.diagnostics]


@pytest.mark.parametrize("target", ["two_users", "Two users", "detections/two_users.yml"])
def test_a_detection_without_tests_is_known(project: Project, target: str) -> None:
    """It is not taken for a name that means nothing; the message says where its tests belong."""
    with pytest.raises(ConfigError, match=r'"Two users" has no tests; .* tests/detections, in a file called two_users'):
        select_files(project, [target])
    with pytest.raises(ConfigError, match="is no detection"):
        select_files(project, ["three_users"])


@pytest.mark.parametrize(
    ("code", "line", "text"),
    [
        ("YAML003", 1, ""),
        ("EXP101", 1, "- a"),
        ("EXP101", 1, "tests: []"),
        ("EXP101", 1, "tests: [a]"),
        ("EXP102", 2, f"tests:\n- {{name: a, {GOOD}, expekt: {{}}, expect: {{count: 2}}}}"),
        ("EXP102", 1, f"tests: [{{name: a, {GOOD}, expect: {{count: 2, result: []}}}}]"),
        ("EXP103", 1, f"tests: [{{{GOOD}, expect: {{count: 2}}}}]"),
        (
            "EXP104",
            3,
            f"tests:\n- {{name: a, {GOOD}, expect: {{count: 2}}}}\n- {{name: a, {GOOD}, expect: {{count: 2}}}}",
        ),
        ("EXP105", 1, f"tests: [{{name: a, type: smoke, {GOOD}, expect: {{count: 2}}}}]"),
        ("EXP106", 1, "tests: [{name: a, dataset: nosuch, expect: {count: 2}}]"),
        ("EXP107", 1, f"detection: nosuch.yml\ntests: [{{name: a, {GOOD}, expect: {{count: 2}}}}]"),
        ("EXP108", 1, f"tests: [{{name: a, {GOOD}, expect: {{}}}}]"),
        ("EXP110", 1, f"tests: [{{name: a, {GOOD}, expect: {{results: {{n: 1}}}}}}]"),
        ("EXP111", 1, f"tests: [{{name: a, {GOOD}, expect: {{results: [{{user: True}}]}}}}]"),
        ("EXP112", 1, f"tests: [{{name: a, {GOOD}, expect: {{results: [{{n: {{near: x}}}}]}}}}]"),
        ("EXP112", 1, f"tests: [{{name: a, {GOOD}, expect: {{results: [{{n: {{matches: '('}}}}]}}}}]"),
        ("EXP102", 1, f"tests: [{{name: a, {GOOD}, expect: {{count: 2, key: [n]}}}}]"),
        ("EXP112", 1, f"tests: [{{name: a, {GOOD}, expect: {{results: [{{n: {{any: false}}}}]}}}}]"),
        ("EXP112", 1, f"tests: [{{name: a, {GOOD}, expect: {{results: [{{n: {{near: .nan}}}}]}}}}]"),
        ("EXP114", 1, f"tests: [{{name: a, type: integration, {GOOD}, expect: {{risk: [{{risk_obj: h}}]}}}}]"),
        ("EXP116", 1, f"tests: [{{name: a, {GOOD}, earliest: -4zz, expect: {{count: 2}}}}]"),
        ("EXP116", 1, f"tests: [{{name: a, {GOOD}, earliest: now, latest: -1h, expect: {{count: 2}}}}]"),
        ("EXP120", 1, f"tests: [{{name: a, {GOOD}, expect: {{fields: [usr], results: [{{user: kim}}]}}}}]"),
        ("EXP120", 1, f"tests: [{{name: a, {GOOD}, expect: {{key: [usr], results: [{{user: kim}}]}}}}]"),
        ("EXP120", 1, f"tests: [{{name: a, {GOOD}, expect: {{fields: [n], results: [{{n: 1, user: kim}}]}}}}]"),
        ("EXP113", 1, f"tests: [{{name: a, {GOOD}, expect: {{count: -1}}}}]"),
        ("EXP113", 1, f"tests: [{{name: a, {GOOD}, expect: {{count: {{min: 3, max: 1}}}}}}]"),
        ("EXP114", 1, f"tests: [{{name: a, {GOOD}, expect: {{contains: [{{usr: kim}}]}}}}]"),
        ("EXP115", 1, f"tests: [{{name: a, {GOOD}, expect: {{risk: []}}}}]"),
        ("EXP116", 1, "tests: [{name: a, events: [], now: soon, expect: {count: 2}}]"),
        ("EXP116", 1, "tests: [{name: a, events: [], expect: {count: 2}}]"),
        ("EXP117", 1, "tests: [{name: a, now: 1, expect: {count: 2}}]"),
        ("EXP118", 1, "tests: [{name: a, now: 1, events: [{_time: soon}], expect: {count: 2}}]"),
        ("EXP119", 1, f"tests: [{{name: a, {GOOD}, settings: {{mv_not_equal: all}}, expect: {{count: 2}}}}]"),
        (
            "DS153",
            2,
            f"tests:\n- {{name: a, {GOOD}, {POINT}, expect: {{count: 2}}}}",
        ),
    ],
)
def test_each_mistake_has_a_code_and_a_place(project: Project, code: str, line: int, text: str) -> None:
    """The first finding has this code, stands in the file of tests, and no test with a mistake passes."""
    found = findings(project, text)
    assert code in [finding.code for finding in found]
    first = next(finding for finding in found if finding.code == code)
    assert first.location.source.name == "tests/detections/two_users.yml"
    assert first.location.position.line == line


def test_a_good_file_has_no_finding(project: Project) -> None:
    """The detection of these tests works."""
    text = (
        f"tests: [{{name: a, {GOOD}, expect: {{results: [{{n: 1, user: kim}}, {{n: 2, user: lee}}], ordered: true}}}}]"
    )
    assert findings(project, text) == []


def test_one_bad_test_does_not_stop_the_others(project: Project) -> None:
    """Every other test of the file still gets its verdict."""
    path = project.tests_folder / "two_users.yml"
    bad = f"- {{name: bad, type: smoke, {GOOD}, expect: {{count: 2}}}}"
    good = f"- {{name: good, {GOOD}, expect: {{count: 2}}}}"
    path.write_text(f"tests:\n{bad}\n{good}\n", encoding="utf-8")
    runner = Runner(project, EmbeddedBackend())
    statuses = {case.identity.name: runner.run(case).status for case in load_cases(path, project)}
    assert statuses["good"] == "passed"
    assert "error" in statuses.values()
