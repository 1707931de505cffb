"""Collects `.spltest` files: each case is a test.  The format stands at the top of `spltest.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cases import spltest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--complete", action="store_true", help="write the expected part of cases that have none")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix == ".spltest":
        return CaseFile.from_parent(parent, path=file_path)
    return None


class CaseFile(pytest.File):
    """One `.spltest` file."""

    def collect(self) -> Iterator[pytest.Item]:
        try:
            cases = spltest.read_cases(self.path)
        except spltest.CaseError as problem:
            raise self.CollectError(str(problem)) from problem
        # Completing a case moves the lines below it, so the last case of a file is completed first.
        completing = self.config.getoption("--complete", default=False)
        for case in reversed(cases) if completing else cases:
            yield CaseItem.from_parent(self, name=case.title, case=case)


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, case: spltest.Case, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.case = case

    def runtest(self) -> None:
        outcome = spltest.run(self.case)
        if not self.case.expected and self.config.getoption("--complete", default=False):
            spltest.complete(self.case, outcome)
            return
        found = list(spltest.problems(self.case, outcome))
        if found:
            raise CaseFailed("\n".join(found))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        if isinstance(excinfo.value, CaseFailed):
            return f"{self.path}:{self.case.line}: {self.case.title}\n{self.case.spl}\n{excinfo.value}"
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.case.line - 1, self.case.title


class CaseFailed(Exception):  # noqa: N818
    """A case did not give what it expects."""
