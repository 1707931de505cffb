"""Published detections on small events, each with results that were worked out by hand from its search.

A file below this folder mirrors the place of a published detection (`endpoint/x.yml` tests `detections/endpoint/x.yml`)
and is an ordinary file of tests (see `harness.runner.testfile`); it holds our events and expectations, and nothing of
the detection.  The content is read from where Splunk's security content lies beside the project, and the tests are
skipped where it does not.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from harness.backends.embedded import EmbeddedBackend
from harness.reports.failure import explain_verdict
from harness.runner.cases import BrokenTest, TestCase, load_cases
from harness.runner.project import Project
from harness.runner.running import Runner

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "shared" / "corpus" / "escu"
FILES = sorted(HERE.rglob("*.yml"))


class PublishedProject(Project):
    """The published content, with its tests in this folder."""

    @property
    def tests_folder(self) -> Path:
        """This folder."""
        return HERE


@cache
def _project() -> PublishedProject:
    return PublishedProject(CORPUS)


def _cases() -> list[object]:
    if not CORPUS.exists():
        mark = pytest.mark.skip(reason="the published content ../shared/corpus/escu is not there")
        return [pytest.param(None, marks=mark, id="no corpus")]
    found: list[object] = []
    for path in FILES:
        name = path.relative_to(HERE).with_suffix("").as_posix()
        cases = load_cases(path, _project())
        found += [pytest.param(case, id=f"{name}: {case.identity.name}") for case in cases]
    return found


@pytest.mark.parametrize("case", _cases())
def test_a_published_detection_gives_the_expected_results(case: TestCase | BrokenTest) -> None:
    verdict = Runner(_project(), EmbeddedBackend()).run(case)
    assert verdict.status == "passed", explain_verdict(verdict)


def test_many_detections_of_all_kinds_have_expectations() -> None:
    kinds = {path.relative_to(HERE).parts[0] for path in FILES}
    assert kinds >= {"application", "cloud", "endpoint", "network", "web"}
    assert len(FILES) >= 120
