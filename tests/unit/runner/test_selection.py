"""Which tests run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from harness.errors import ConfigError
from harness.runner.cases import BrokenTest, load_cases
from harness.runner.project import Project
from harness.runner.run import worker_count
from harness.runner.selection import keyword_matcher, select_files


@pytest.mark.parametrize(
    ("expression", "chosen"),
    [
        ("edge", True),
        ("not edge", False),
        ("edge and boundary", True),
        ("edge and not boundary", False),
        ("udp or boundary", True),
        ("(udp or tcp) and boundary", False),
        ("NEW EDGE", True),
        ("edge new", False),
    ],
)
def test_keywords(expression: str, chosen: bool) -> None:
    """`-k` takes words, phrases, and, or, not and parentheses, in any letter case."""
    assert keyword_matcher(expression)("a new edge at the boundary") is chosen


@pytest.mark.parametrize("expression", ["", "and", "a or", "(a", "a)", "not"])
def test_malformed_keywords_are_refused(expression: str) -> None:
    """A `-k` that cannot be read is an error, never an empty selection."""
    with pytest.raises(ConfigError, match="-k"):
        keyword_matcher(expression)


def test_worker_count() -> None:
    """`-n` takes a number or auto."""
    assert worker_count("3") == 3
    assert worker_count("auto") >= 1
    with pytest.raises(ConfigError, match="-n"):
        worker_count("many")


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need POSIX")
@pytest.mark.parametrize("way", ["link", "pipe", "folder"])
@pytest.mark.parametrize("targets", [[], ["tests/detections"], ["tests/detections/z.yml"]])
def test_what_is_no_file_is_a_broken_test(
    way: str, targets: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link to itself, a pipe or a folder below the tests is reported as a file that cannot be read."""
    monkeypatch.chdir(tmp_path)
    for name in ("detections", "tests/detections"):
        Path(name).mkdir(parents=True)
    path = Path("tests/detections/z.yml")
    if way == "link":
        path.symlink_to("z.yml")
    elif way == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    project = Project(Path())
    broken = [case for file in select_files(project, targets) for case in load_cases(file, project)]
    assert [[found.code for found in case.diagnostics] for case in broken if isinstance(case, BrokenTest)] == [
        ["YAML017"]
    ]
