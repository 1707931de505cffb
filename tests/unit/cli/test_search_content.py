"""`harness search` with the lookups and saved searches of content, and with lookups that no content declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import harness.cli

if TYPE_CHECKING:
    from pathlib import Path

DETECTION = "name: Odd edge\ntype: Anomaly\nsearch: '| makeresults | eval a=\"$who$\" | table a'\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A repository of content with a detection, a collection and a lookup whose file is missing."""
    root = tmp_path / "repo"
    files = {
        "cloud/odd_edge.yml": DETECTION,
        "lookups/seen.yml": 'name: seen\ncollection: seen\nfields_list: "_key, host"\ncase_sensitive_match: false\n',
        "lookups/gone.yml": "name: gone\nfilename: gone.csv\n",
    }
    for name, text in files.items():
        path = root / "detections" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def printed(*arguments: str) -> str:
    result = CliRunner().invoke(harness.cli.program, ["search", "--now", "0", "--format", "csv", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_detection_is_a_saved_search(content: Path) -> None:
    found = printed("--content", str(content), '| savedsearch "ESCU - Odd edge - Rule" who=me')
    assert found == "a\nme\n"


def test_a_collection_is_an_empty_lookup(content: Path) -> None:
    """A lookup that the search does not name is not read, so a missing file does no harm."""
    assert printed("--content", str(content), "| inputlookup seen | stats count") == "count\n0\n"


def test_a_lookup_that_is_given_goes_before_that_of_the_content(content: Path, tmp_path: Path) -> None:
    """It keeps the rules that the content has for it."""
    (tmp_path / "seen.csv").write_text("host,owner\nH1,me\n", encoding="utf-8")
    search = '| makeresults | eval host="h1" | lookup seen host OUTPUT owner | table owner'
    given = ("--lookup", str(tmp_path / "seen.csv"))
    assert printed("--content", str(content), *given, search) == "owner\nme\n"
    assert printed(*given, search.replace("h1", "H1")) == "owner\nme\n"
