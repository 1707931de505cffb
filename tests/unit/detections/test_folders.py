"""Layouts: which folder is the content's root, and which files of it are content."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from harness.detections import load_content, validate
from harness.detections.caching.disk import DiskCache
from harness.detections.checking import check_paths, paths_by_root
from harness.detections.folders import find_loose_files, find_root, layout_of, loose_kind
from harness.errors import ConfigError
from harness.timerange import FixedClock
from tests.unit.detections.sample import DEPLOYMENT, DETECTION, FILES, NOW, STORY, codes, write

if TYPE_CHECKING:
    from pathlib import Path

CLOCK = FixedClock(NOW)
MACRO = "name: edges\ndescription: Edges.\ndefinition: index=main\n"


def test_the_root_is_the_nearest_folder_laid_out_as_content(tmp_path: Path) -> None:
    """From a file, a folder of detections, or an app inside of a repository."""
    write(tmp_path, {**FILES, "apps/mine/default/macros.conf": "[a]\ndefinition = b\n", "tests/detections/x.yml": ""})
    assert find_root(tmp_path / "detections" / "cloud" / "odd_edge.yml") == tmp_path
    assert find_root(tmp_path / "detections" / "macros") == tmp_path
    assert find_root(tmp_path / "tests" / "detections") == tmp_path
    assert find_root(tmp_path / "apps" / "mine" / "default" / "macros.conf") == tmp_path / "apps" / "mine"
    assert layout_of(tmp_path / "apps") == "loose"


def test_the_published_layout_needs_not_all_of_its_folders(tmp_path: Path) -> None:
    """Macros and stories without detections are content, and what is beside them is no detection."""
    files = {"macros/edges.yml": MACRO, "stories/odd.yml": STORY, "data_sources/a.yml": "name: a\n"}
    content = load_content(write(tmp_path, files))
    assert (len(content.macros), len(content.stories), content.detections) == (1, 1, ())
    assert codes(content.diagnostics) == []


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.yml", DETECTION, "detection"),
        ("a.yml", DETECTION.replace("type: Anomaly", "type: Baseline"), "baseline"),
        ("a.yml", MACRO, "macro"),
        ("a.yml", STORY, "story"),
        ("a.yml", DEPLOYMENT, "deployment"),
        ("a.yml", "name: a\nfilename: a.csv\n", "lookup"),
        ("macros/a.yml", "name: a\n", "macro"),
        ("detections/a.yml", "name: a\n", "detection"),
        ("detections/a.yml", "tests:\n- name: a\n", None),
        ("a.yml", "on: push\njobs: {}\n", None),
    ],
)
def test_a_file_in_any_folder_is_what_its_place_or_its_keys_say(
    name: str, text: str, kind: str | None, tmp_path: Path
) -> None:
    """Files that are no content, such as tests and workflows, are passed over."""
    assert loose_kind(write(tmp_path / "some", {name: text}) / name) == kind


def test_any_folder_with_content_is_validated(tmp_path: Path) -> None:
    """A folder in no layout: its own macros count, and what is wrong is told under the path that was given."""
    search = "search: index=main | `edges`\n"
    folder = write(
        tmp_path / "mine", {"a/odd.yml": "name: Odd\n" + search, "b/edges.yml": MACRO, "c.yml": "on: push\n"}
    )
    ((root, paths),) = paths_by_root([folder])
    checked = check_paths(root, paths, clock=CLOCK)
    assert (root, paths, checked.files) == (folder, [], 2)
    assert "SPL304" not in codes(checked.diagnostics)
    names = {each.location.source.name for each in checked.diagnostics}
    assert names == {f"{folder.as_posix()}/{name}" for name in ("a/odd.yml", "b/edges.yml")}


def test_a_folder_outside_the_content_is_judged_with_it(tmp_path: Path) -> None:
    """Published searches kept beside tests: with the content's macros, named from its root; ids may be those of it."""
    kept = DETECTION.replace("`odd_edge_filter`", "`edges` | `odd_edge_filter`")
    files = {
        **FILES,
        "detections/macros/edges.yml": MACRO.replace("index=main", "head 1"),
        "tests/kept/odd_edge.yml": kept,
    }
    content = load_content(write(tmp_path, files))
    assert validate(content, [tmp_path / "tests" / "kept"], clock=CLOCK) == []
    write(tmp_path, {"tests/kept/odd_edge.yml": kept.replace("table", "tabel")})
    (found,) = validate(content, [tmp_path / "tests" / "kept"], clock=CLOCK)
    assert (found.code, found.location.source.name) == ("SPL301", "tests/kept/odd_edge.yml")


def test_a_folder_without_content_is_an_error(tmp_path: Path) -> None:
    """Nothing to look at is told, not passed."""
    content = load_content(write(tmp_path, {**FILES, "docs/a.txt": ""}))
    assert codes(validate(content, [tmp_path / "docs"], clock=CLOCK)) == ["DET116"]
    assert find_loose_files(tmp_path / "docs").files == []


def test_paths_go_to_their_own_roots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two repositories in one call, each judged by itself; without paths there must be content around this folder."""
    one, two = write(tmp_path / "one", FILES), write(tmp_path / "two", FILES)
    asked = [one / "detections" / "cloud", two, one / "detections" / "stories"]
    assert paths_by_root(asked) == [(one, [asked[0], asked[2]]), (two, [])]
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="no content"):
        paths_by_root([])


def _spoil(folder: Path, way: str) -> Path:
    path = folder / "z.yml"
    if way == "link":
        path.symlink_to("z.yml")
    elif way == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need POSIX")
@pytest.mark.parametrize("way", ["link", "pipe", "folder"])
def test_what_is_no_file_is_one_finding_and_hides_no_other(way: str, tmp_path: Path) -> None:
    """A link to itself, a pipe or a folder with the name of a content file, with a cache and without."""
    root = write(tmp_path / "c", {**FILES, "detections/cloud/empty.yml": ""})
    path = _spoil(root / "detections" / "cloud", way)
    for asked in ([], [path]):
        for cache in (None, DiskCache(tmp_path / "cache")):
            found = codes(check_paths(root, asked, clock=CLOCK, cache=cache).diagnostics)
            assert found.count("YAML017") == 1
            assert ("YAML003" in found) is (not asked)


@pytest.mark.skipif(sys.platform == "win32", reason="links need POSIX")
def test_the_root_of_a_link_to_itself_is_found(tmp_path: Path) -> None:
    """A path that leads nowhere still lies in its folder."""
    path = _spoil(write(tmp_path, FILES) / "detections" / "cloud", "link")
    assert find_root(path) == tmp_path
    assert [root for root, _ in paths_by_root([path])] == [tmp_path]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes need POSIX")
def test_a_pipe_is_not_opened_for_its_keys(tmp_path: Path) -> None:
    """It is taken for a detection, so that reading it says why it cannot be read."""
    assert loose_kind(_spoil(tmp_path, "pipe")) == "detection"


def test_a_folder_with_the_name_of_a_file_is_read_too(tmp_path: Path) -> None:
    """What lies in it is not hidden by the finding."""
    content = load_content(write(tmp_path, {"detections/z.yml/empty.yml": ""}))
    assert sorted(codes(content.diagnostics)) == ["YAML003", "YAML017"]
