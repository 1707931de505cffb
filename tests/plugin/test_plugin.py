"""The pytest plugin in a content repository that is not ours.

Each run is a process of its own: a run inside this one would forget the modules that it imported, and import them
again beside the ones that are still in use.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

DETECTION = """\
name: Many logins
id: 6b3a1d1e-8f6e-4b38-9d0a-0b7d5a3c2f10
version: 1
date: '2024-10-17'
author: A team
status: experimental
type: Hunting
description: Counts logins.
data_source: []
search: '| makeresults count=3 | eval user="kim", host="h1" | stats count by host user | where count>2'
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

TESTS = """\
tests:
  - name: three logins fire
    now: 2024-10-17T12:00:00Z
    events: []
    expect:
      results: [{host: h1, user: kim, count: 3}]
  - name: somebody else
    now: 2024-10-17T12:00:00Z
    events: []
    expect:
      contains: [{user: lee, host: h1}]
"""


@pytest.fixture
def repository(pytester: pytest.Pytester) -> pytest.Pytester:
    """A content repository with one detection and two tests, one of which fails."""
    write = _writer(pytester)
    write("detections/access/many_logins.yml", DETECTION)
    write("tests/detections/access/many_logins.yml", TESTS)
    return pytester


def _writer(pytester: pytest.Pytester) -> Callable[[str, str], None]:
    def write(name: str, text: str) -> None:
        path = pytester.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write


def test_each_test_of_a_file_is_an_item(repository: pytest.Pytester) -> None:
    """A good test passes, a bad one fails with an explanation instead of a traceback."""
    result = repository.runpytest_subprocess("-p", "no:randomly")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*contains (line *): 1 of 1 expected rows*", "*results after each command:*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_options_of_pytest_work(repository: pytest.Pytester) -> None:
    """`-k` works on the names of tests, `--junitxml` reports them, and a pattern that matches leaves them in."""
    result = repository.runpytest_subprocess("-k", "three", "--detection", "many_*", "--junitxml=junit.xml")
    result.assert_outcomes(passed=1, deselected=1)
    assert "three logins fire" in (repository.path / "junit.xml").read_text(encoding="utf-8")


def test_detection_glob_selects(repository: pytest.Pytester) -> None:
    """`--detection` leaves out what its pattern does not match."""
    repository.runpytest_subprocess("--detection", "few_*").assert_outcomes()


def test_broken_search_is_an_error_and_not_a_failure(repository: pytest.Pytester) -> None:
    """A search that cannot run says nothing about the detection's logic."""
    _writer(repository)("detections/access/many_logins.yml", DETECTION.replace("stats count", "statz count"))
    result = repository.runpytest_subprocess()
    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(["*SPL301*", '*did you mean "stats"*'])


def test_broken_file_of_tests_is_an_error(repository: pytest.Pytester) -> None:
    """A misspelt key is reported with its place; it is never taken for a test that passes."""
    _writer(repository)("tests/detections/access/many_logins.yml", TESTS.replace("results:", "result:"))
    result = repository.runpytest_subprocess()
    assert result.parseoutcomes()["errors"] >= 1
    result.stdout.fnmatch_lines(["*EXP102*result*"])


def test_workers(repository: pytest.Pytester) -> None:
    """`-n` spreads the tests over processes."""
    pytest.importorskip("xdist")
    repository.runpytest_subprocess("-n", "2").assert_outcomes(passed=1, failed=1)
