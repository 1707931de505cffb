"""`harness fmt` on the command line: what it prints, what it writes and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from harness.cli.fmt import command
from tests.unit.detections.sample import DETECTION, FILES, write

if TYPE_CHECKING:
    from pathlib import Path

TIDY = DETECTION.replace('host="a", amount=3', 'host = "a", amount = 3')
SOUND = {**FILES, "detections/cloud/odd_edge.yml": TIDY}


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(command, [str(each) for each in arguments], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.return_value, result.output


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, which is also the current folder, whose one detection is not canonical."""
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, FILES)


def test_check_names_the_files_and_fails(root: Path) -> None:
    """Nothing is written."""
    assert run("--check") == (
        1,
        "would change: detections/cloud/odd_edge.yml\n1 file looked at: 1 would change\n",
    )
    assert (root / "detections/cloud/odd_edge.yml").read_text() == DETECTION


def test_the_difference_is_shown_by_default(root: Path) -> None:
    """As a patch; nothing is written, and nothing fails."""
    status, output = run()
    assert status == 0
    assert '-  | eval host="a", amount=3\n+  | eval host = "a", amount = 3\n' in output
    assert (root / "detections/cloud/odd_edge.yml").read_text() == DETECTION


def test_writing_changes_the_file_once(root: Path) -> None:
    """After it `--check` passes."""
    assert run("--write", root) == (0, "changed: detections/cloud/odd_edge.yml\n1 file looked at: 1 changed\n")
    assert (root / "detections/cloud/odd_edge.yml").read_text() == TIDY
    assert run("--check") == (0, "1 file looked at: 0 would change\n")


def test_only_what_was_asked_for_is_formatted(root: Path) -> None:
    """A folder or a file, inside of the content or elsewhere."""
    write(root, {"kept/odd.yml": DETECTION, "detections/web/other.yml": DETECTION})
    assert run("--check", "detections/web")[1].splitlines()[0] == "would change: detections/web/other.yml"
    assert run("--check", "kept/odd.yml")[1].splitlines()[0] == "would change: kept/odd.yml"
    assert run("--check", "kept", "detections/stories") == (
        1,
        "would change: kept/odd.yml\n1 file looked at: 1 would change\n",
    )


def test_what_is_left_is_told(root: Path) -> None:
    """Counted, and with `-v` explained; it is no reason to fail."""
    write(root, {"detections/cloud/odd_edge.yml": DETECTION.replace("| table", "```why``` | table")})
    status, output = run("--check", "-v")
    assert status == 0
    assert "detections/cloud/odd_edge.yml:9:9: note[DET220]: left as it is: it holds a comment" in output
    assert output.endswith("1 file looked at: 0 would change, 1 left as they are (-v says why)\n")
