"""`harness lint` as it is called, and its rules over published detections."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harness.cli.lint import command
from harness.detections import Content, load_content
from harness.detections.lint import Rule, checks
from harness.detections.linting import Choice, lint
from tests.unit.detections.sample import DETECTION, FILES, write

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus" / "escu"
BAD = DETECTION.replace("| makeresults\n", "search index=* | sort user\n")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), standalone_mode=False)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    """A folder whose detection reads every index, and sorts without a limit."""
    return str(write(tmp_path, {**FILES, "detections/cloud/odd_edge.yml": BAD}))


def test_warnings_fail(bad: str) -> None:
    """And notes are counted beside them."""
    result = run(bad)
    assert result.return_value == 1
    assert "warning[L015]" in result.output
    assert result.output.rstrip().endswith("1 warning, 1 note")


def test_notes_fail_only_if_asked(bad: str) -> None:
    """--strict asks."""
    assert run(bad, "--select", "L012").return_value == 0
    assert run(bad, "--select", "L012", "--strict").return_value == 1
    assert run(bad, "--ignore", "L012,L015", "--strict").return_value == 0


def test_findings_are_printed_for_programs(bad: str) -> None:
    """With code, severity and place."""
    (found, _) = json.loads(run(bad, "--format", "json").output)
    assert (found["code"], found["severity"], found["start"]) == ("L015", "warning", {"line": 10, "column": 10})
    (log,) = json.loads(run(bad, "--format", "sarif").output)["runs"]
    assert [result["ruleId"] for result in log["results"]] == ["L015", "L012"]
    assert "::warning file=" in run(bad, "--format", "github").output


def test_the_list_names_every_rule() -> None:
    """One line for each, or JSON."""
    lines = run("--list").output.splitlines()
    rules = json.loads(run("--list", "--format", "json").output)
    assert [line.split()[0] for line in lines] == [rule["code"] for rule in rules]
    assert {code for check in checks() if isinstance(check, Rule) for code in check.codes} <= {r["code"] for r in rules}


def test_the_list_may_be_narrowed() -> None:
    """By the same options as findings."""
    assert [line[:4] for line in run("--list", "--select", "L001").output.splitlines()] == ["L001"]


# --- published detections --------------------------------------------------------------------------------------------

MOST = {"L011": 140, "L004": 50, "L012": 15}
"""How many notes and warnings of these codes there may be; of every other code there are few."""


@pytest.fixture(scope="module")
def corpus() -> Content:
    if not CORPUS.is_dir():
        pytest.skip("the folder ../shared/corpus is not there")
    return load_content(CORPUS)


def test_published_detections_have_few_findings(corpus: Content) -> None:
    """A rule that finds something in everything finds nothing; each of these counts was looked at."""
    found = Counter(each.code for each in lint(corpus, choice=Choice(("L",))))
    assert {code: count for code, count in found.items() if count > MOST.get(code, 12)} == {}
    assert {"L001", "L002", "L003", "L005", "L006", "L007", "L008", "L010"} <= found.keys()


def test_every_finding_stands_in_a_file(corpus: Content) -> None:
    """Its place is in the YAML file, inside of what the finding is about."""
    for each in lint(corpus, choice=Choice(("L",))):
        assert each.location.source.name in corpus.files
        assert each.location.span.start < each.location.span.end
