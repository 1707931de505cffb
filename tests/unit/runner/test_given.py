"""What a test gives beside its data: rows of lookups, and the places of addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.backends.embedded import EmbeddedBackend
from harness.runner.cases import BrokenTest, load_cases
from harness.runner.project import Project
from harness.runner.running import Runner

if TYPE_CHECKING:
    from pathlib import Path

DETECTION = """\
name: Logins of unknown hosts
id: 0f2f1a0c-8f2c-4b1d-9d4e-6f0f0c5a7b11
version: 1
date: '2026-01-01'
author: Somebody
status: experimental
type: Hunting
description: Logins.
data_source: []
search: index=main | lookup known_hosts host OUTPUT owner | iplocation ip | table host owner City
how_to_implement: None.
known_false_positives: None.
references: []
tags:
  analytic_story: []
  asset_type: Endpoint
  mitre_attack_id: []
  product: [Splunk Enterprise]
  security_domain: endpoint
"""

LOOKUP = """\
name: known_hosts
filename: known_hosts.csv
description: Hosts.
case_sensitive_match: false
"""

TESTS = """\
tests:
  - name: a login
    now: 2026-01-01T00:00:00Z
    events:
      - {{_time: -1m, host: H1, ip: 192.0.2.7}}
    {given}
    expect:
      results: [{{host: H1, {expected}}}]
"""


def verdicts(root: Path, given: str, expected: str) -> list[str]:
    for folder in ("detections/endpoint", "lookups", "tests/detections/endpoint"):
        (root / folder).mkdir(parents=True)
    (root / "detections/endpoint/logins.yml").write_text(DETECTION, encoding="utf-8")
    (root / "lookups/known_hosts.yml").write_text(LOOKUP, encoding="utf-8")
    (root / "lookups/known_hosts.csv").write_text("host,owner\nh1,ann\n", encoding="utf-8")
    path = root / "tests/detections/endpoint/logins.yml"
    path.write_text(TESTS.format(given=given, expected=expected), encoding="utf-8")
    project = Project(root)
    found = []
    for case in load_cases(path, project):
        verdict = Runner(project, EmbeddedBackend()).run(case)
        codes = [finding.code for finding in verdict.diagnostics]
        found.append(" ".join([verdict.status, *codes]))
    return found


def test_without_rows_of_its_own_a_test_reads_the_lookup_of_the_content(tmp_path: Path) -> None:
    assert verdicts(tmp_path, "", "owner: ann") == ["passed"]


def test_rows_of_a_test_stand_for_those_of_the_content_and_keep_its_rules(tmp_path: Path) -> None:
    assert verdicts(tmp_path, "lookups: {known_hosts: [{host: h1, owner: bob}]}", "owner: bob") == ["passed"]


def test_places_of_a_test_answer_iplocation(tmp_path: Path) -> None:
    given = "places: [{network: 192.0.2.0/24, City: Lima}]"
    assert verdicts(tmp_path, given, "owner: ann, City: Lima") == ["passed"]


@pytest.mark.parametrize(
    "given",
    [
        "lookups: {known_hosts: [h1]}",
        "lookups: {known_hosts: [{host: [a, b]}]}",
        "places: [{City: Lima}]",
        "places: [{network: nowhere}]",
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, given: str) -> None:
    assert verdicts(tmp_path, given, "owner: ann") == ["error EXP121"]


def test_a_lookup_without_rows_is_named(tmp_path: Path) -> None:
    assert "error EXP101" in verdicts(tmp_path, "lookups: {known_hosts: 5}", "owner: ann")


def test_a_broken_test_is_no_case(tmp_path: Path) -> None:
    verdicts(tmp_path, "places: [{network: nowhere}]", "owner: ann")
    path = tmp_path / "tests/detections/endpoint/logins.yml"
    assert isinstance(load_cases(path, Project(tmp_path))[0], BrokenTest)
