"""The pytest plugin: files of tests below `tests/detections` are collected, each test is an item.

Installed with the package, it works in any content repository.  It imports nothing heavy until a file of tests is
collected.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from harness.runner.cases import BrokenTest, TestCase
    from harness.runner.project import Project
    from harness.runner.running import Runner


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options of the harness."""
    group = parser.getgroup("harness", "tests of Splunk detections")
    group.addoption(
        "--backend",
        choices=["embedded"],
        default="embedded",
        help="where the searches of detections run (default: embedded)",
    )
    group.addoption(
        "--detection",
        metavar="GLOB",
        default=None,
        help="only the tests of detections whose path or name matches, such as 'kubernetes_*'",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declares the markers by which `-m unit` and `-m integration` choose."""
    config.addinivalue_line("markers", "detection: a test of a detection")
    config.addinivalue_line("markers", "unit: a unit test of a detection")
    config.addinivalue_line("markers", "integration: an integration test of a detection")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collects a YAML file below a folder `tests/detections`."""
    if file_path.suffix not in (".yml", ".yaml") or not _below_tests(file_path):
        return None
    from harness.runner.project import is_test_file

    if not is_test_file(file_path):
        return None
    collected: pytest.Collector = DetectionTestFile.from_parent(parent, path=file_path)
    return collected


def _below_tests(path: Path) -> bool:
    folders = path.parent.parts
    return any(folders[i : i + 2] == ("tests", "detections") for i in range(len(folders) - 1))


class DetectionTestFile(pytest.File):
    """One file of tests."""

    def collect(self) -> Iterable[DetectionItem]:
        """One item for each test, and one for what is wrong with the file."""
        from harness.runner.cases import load_cases

        runner = _runner(self.config, self.path)
        wanted = self.config.getoption("--detection")
        for case in load_cases(self.path, runner.project):
            if wanted is None or _matches(case, wanted):
                item: DetectionItem = DetectionItem.from_parent(
                    self, name=f"{case.identity.type}: {case.identity.name}", case=case, runner=runner
                )
                yield item


def _matches(case: TestCase | BrokenTest, wanted: str) -> bool:
    path = case.identity.detection_path
    names = (path, Path(path).stem, case.identity.detection)
    return any(fnmatch(name.lower(), wanted.lower()) for name in names)


def _runner(config: pytest.Config, path: Path) -> Runner:
    """One runner, and so one loaded project, for each content repository of a session."""
    from harness.backends.embedded import EmbeddedBackend
    from harness.runner.project import find_project
    from harness.runner.running import Runner

    runners = config.stash.setdefault(_RUNNERS, {})
    project: Project = find_project(path)
    if project.root not in runners:
        runners[project.root] = Runner(project, EmbeddedBackend())
    runner: Runner = runners[project.root]
    return runner


_RUNNERS: pytest.StashKey[dict[Path, Any]] = pytest.StashKey()


class DetectionItem(pytest.Item):
    """One test of a detection."""

    def __init__(self, *, case: TestCase | BrokenTest, runner: Runner, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case = case
        self.runner = runner
        self.add_marker("detection")
        self.add_marker(case.identity.type)

    def setup(self) -> None:
        """A test that cannot run is an error, not a failure: pytest tells the two apart by the phase."""
        self.verdict = self.runner.run(self.case)
        if self.verdict.status == "error":
            self._fail()

    def runtest(self) -> None:
        """Fails where the verdict is not good."""
        if not self.verdict.is_good:
            self._fail()

    def _fail(self) -> None:
        """The explanation of the verdict instead of a traceback."""
        from harness.reports.failure import explain_verdict

        pytest.fail(explain_verdict(self.verdict), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where pytest says the test stands."""
        from harness.diagnostics import locate

        place = locate(self.case.identity.source, self.case.identity.span)
        return self.path, place.position.line - 1, self.name
