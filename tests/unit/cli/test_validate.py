"""`harness validate` on the command line: paths, exit codes, summaries and the cache."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from harness.cli.validate import command
from harness.errors import ConfigError
from tests.unit.detections.sample import DETECTION, FILES, write

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = DETECTION.replace("table host", "tabel host")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache folder of these tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(command, [str(each) for each in arguments], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.return_value, result.output


def test_sound_content_passes(tmp_path: Path) -> None:
    """Exit code 0 and the number of files."""
    assert run(write(tmp_path / "repo", FILES)) == (0, "3 files checked: all valid\n")


def test_mistakes_fail_the_same_with_a_warm_cache(tmp_path: Path) -> None:
    """Exit code 1, the place, and a sum; the second run prints the same."""
    root = write(tmp_path / "repo", {**FILES, "detections/cloud/odd_edge.yml": BROKEN})
    first = run(root)
    assert first[0] == 1
    assert "--> detections/cloud/odd_edge.yml:12:5" in first[1]
    assert first[1].endswith("3 files checked: 1 error\n")
    assert run(root) == first == run("--no-cache", root)
    assert [each["code"] for each in json.loads(run("--format", "json", root)[1])] == ["SPL301"]


def test_the_cache_is_used_only_when_wanted(tmp_path: Path, cache: Path) -> None:
    """`--no-cache` leaves nothing behind."""
    root = write(tmp_path / "repo", FILES)
    run("--no-cache", root)
    assert not cache.exists()
    run(root)
    assert [path.suffix for path in cache.rglob("*") if path.is_file()] == [".json", ".json"]


def test_a_splunk_app_is_content(tmp_path: Path) -> None:
    """The app's folder, one of its conf files or the folder between."""
    text = "[Odd]\nsearch = index=main | wheree x\n"
    root = write(tmp_path / "app", {"default/savedsearches.conf": text, "default/macros.conf": "[a]\ndefinition = b\n"})
    for path in (root, root / "default", root / "default" / "savedsearches.conf"):
        status, output = run(path)
        assert status == 1
        assert "--> default/savedsearches.conf:2:23" in output
    assert run(root / "default" / "macros.conf") == (0, "1 file checked: all valid\n")


def test_any_folder_or_file_with_detections_is_content(tmp_path: Path) -> None:
    """Without any layout around it."""
    root = write(tmp_path / "some", {"here/odd_edge.yml": BROKEN})
    for path in (root, root / "here", root / "here" / "odd_edge.yml"):
        status, output = run(path)
        assert (status, "unknown command" in output) == (1, True)
        assert "1 file checked" in output


def test_a_folder_without_content_fails(tmp_path: Path) -> None:
    """Nothing to check is not success."""
    (tmp_path / "empty").mkdir()
    status, output = run(tmp_path / "empty")
    assert (status, "DET116" in output) == (1, True)
    with pytest.raises(ConfigError, match="no such file or folder"):
        run(tmp_path / "nowhere")
