"""A verdict that depends on what Splunk's documents leave open is no verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.assertions.verdict import Verdict
from harness.backends.embedded import EmbeddedBackend
from harness.runner.cases import load_cases
from harness.runner.project import Project
from harness.runner.running import Runner

ROOT = Path(__file__).parents[3]
PUBLISHED = "kubernetes_newly_seen_tcp_edge.yml"


def verdict_on(tmp_path: Path, search: str, test: str) -> Verdict:
    published = (ROOT / "tests" / "detections" / "published" / PUBLISHED).read_text(encoding="utf-8")
    head = published[published.index("name:") : published.index("search:")]
    tail = published[published.index("how_to_implement:") :]
    for name in ("detections", "tests/detections"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "detections" / "x.yml").write_text(f"{head}search: '{search}'\n{tail}", encoding="utf-8")
    path = tmp_path / "tests" / "detections" / "x.yml"
    path.write_text(f"tests: [{{name: t, events: [], now: 1729166400, {test}}}]", encoding="utf-8")
    project = Project(tmp_path)
    (case,) = load_cases(path, project)
    return Runner(project, EmbeddedBackend()).run(case)


MULTIVALUE = '| makeresults | eval c=split("True,false",","), host="h" | search c!="false" | table host'


@pytest.mark.parametrize(
    ("count", "setting", "status"), [(1, "any", "passed"), (0, "none", "passed"), (0, "any", "failed")]
)
def test_a_pinned_reading_decides(tmp_path: Path, count: int, setting: str, status: str) -> None:
    """A test that pins the reading has a verdict."""
    test = f"settings: {{mv_not_equal: {setting}}}, expect: {{count: {count}}}"
    assert verdict_on(tmp_path, MULTIVALUE, test).status == status


@pytest.mark.parametrize("count", [0, 1])
def test_an_outcome_that_depends_on_the_reading_is_undecided(tmp_path: Path, count: int) -> None:
    """Neither a pass nor a failure is claimed; the place and a form that holds under both readings are given."""
    verdict = verdict_on(tmp_path, MULTIVALUE, f"expect: {{count: {count}}}")
    assert verdict.status == "undecided"
    (note,) = verdict.notes
    assert "undecided on Splunk" in note
    assert "detections/x.yml:" in note
    assert 'NOT c="false"' in note


def test_an_outcome_that_does_not_depend_on_it_is_decided(tmp_path: Path) -> None:
    """A message alone does not make a test undecided."""
    verdict = verdict_on(tmp_path, MULTIVALUE, "expect: {count: {max: 1}}")
    assert verdict.status == "passed"


def test_the_safe_form_is_decided(tmp_path: Path) -> None:
    """`NOT c="false"` means the same under both readings."""
    safe = MULTIVALUE.replace('c!="false"', 'NOT c="false"')
    assert verdict_on(tmp_path, safe, "expect: {results: []}").status == "passed"
