"""The cache of `harness validate`: the same answer, sooner, and never a wrong one."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.detections import checking, lint
from harness.detections.caching.disk import DiskCache, digest, user_cache_folder
from harness.detections.caching.records import from_record, to_record
from harness.detections.checking import Checked, check_paths
from harness.diagnostics import render_json, render_sarif, render_text
from harness.timerange import FixedClock
from tests.unit.detections.sample import DETECTION, FILES, NOW, changed, codes, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.model import Detection
    from harness.diagnostics import Diagnostic

SEARCH = "search: |-\n  | makeresults\n  | `edges`\n  | `even_edge_filter`\n  | `odd_edge_filter`\n"
BROKEN = changed(DETECTION, f"{SEARCH}staus: x\n")
SECOND = changed(DETECTION, "name: Even edge\nid: 23f081d6-7052-428a-bbb0-892c79ca7c65\n").replace(
    "odd_edge_filter", "even_edge_filter"
)
CONTENT = {
    **FILES,
    "detections/cloud/odd_edge.yml": BROKEN,
    "detections/cloud/even_edge.yml": SECOND,
    "detections/macros/edges.yml": "name: edges\ndescription: Edges.\ndefinition: wheree é > 5\n",
}


@pytest.fixture
def cache(tmp_path: Path) -> DiskCache:
    return DiskCache(tmp_path / "cache")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "content", CONTENT)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the detections that the checks looked at."""
    from harness.detections import validation

    seen: list[str] = []

    def check(detection: Detection, content: Content) -> Iterator[Diagnostic]:
        seen.append(detection.name)
        yield from lint.check_detection(detection, content)

    monkeypatch.setattr(validation, "check_detection", check)
    return seen


def run(root: Path, cache: DiskCache | None, *paths: Path, now: float = NOW) -> Checked:
    return check_paths(root, paths, clock=FixedClock(now), cache=cache)


def shown(checked: Checked) -> tuple[str, ...]:
    found = checked.diagnostics
    return render_text(found), render_json(found), render_sarif(found)


def test_a_second_run_says_the_same_without_looking(root: Path, cache: DiskCache, looked_at: list[str]) -> None:
    """Every form of output is the same to the letter, in files, macros and folders; nothing is read again."""
    first = run(root, cache)
    assert set(codes(first.diagnostics)) >= {"SPL301", "DET101"}
    assert "in the expansion of `edges`" in shown(first)[0]
    looked_at.clear()
    second = run(root, cache)
    assert shown(second) == shown(first) == shown(run(root, None))
    assert second.files == first.files == 5
    assert looked_at == ["Even edge", "Odd edge"], "only the run without a cache"


def test_only_what_changed_is_looked_at_again(root: Path, cache: DiskCache, looked_at: list[str]) -> None:
    """One detection edited: the other's findings come from before."""
    run(root, cache)
    looked_at.clear()
    write(root, {"detections/cloud/even_edge.yml": SECOND.replace("makeresults", "makeresult")})
    assert codes(run(root, cache).diagnostics).count("SPL301") == 2
    assert looked_at == ["Even edge"]


@pytest.mark.parametrize(
    "change",
    [
        {"detections/macros/edges.yml": "name: edges\ndescription: Edges.\ndefinition: head 5\n"},
        {"detections/cloud/even_edge.yml": SECOND.replace("name: Even edge", "name: Uneven edge")},
        {"detections/stories/odd_traffic.yml": "name: Other\n"},
        {"detections/lookups/rows.csv": "a\n"},
        {"commands.conf": "[wheree]\n"},
    ],
)
def test_what_a_search_leans_on_counts(change: dict[str, str], root: Path, cache: DiskCache) -> None:
    """A changed macro, story, lookup or name changes the findings in files that did not change."""
    run(root, cache)
    write(root, change)
    assert shown(run(root, cache)) == shown(run(root, None))


def test_a_file_of_rows_counts(tmp_path: Path, cache: DiskCache) -> None:
    """A CSV file that comes to an app makes the searches right that read it."""
    app = write(tmp_path / "app", {"default/savedsearches.conf": "[a]\nsearch = | inputlookup a.csv\n"})
    assert codes(run(app, cache).diagnostics) == ["SPL305"]
    write(app, {"lookups/a.csv": "host\n"})
    assert codes(run(app, cache).diagnostics) == []


def test_a_new_day_counts(root: Path, cache: DiskCache) -> None:
    """A date in the future is no longer one when its day has come."""
    write(root, {"detections/cloud/odd_edge.yml": changed(DETECTION, "date: '2024-10-28'\n")})
    assert "DET125" in codes(run(root, cache).diagnostics)
    assert "DET125" not in codes(run(root, cache, now=NOW + 2 * 86_400).diagnostics)


def test_paths_count(root: Path, cache: DiskCache) -> None:
    """What was asked for is part of the question."""
    run(root, cache)
    one = root / "detections" / "cloud" / "even_edge.yml"
    assert run(root, cache, one).files == 1
    assert codes(run(root, cache, one).diagnostics) == codes(run(root, None, one).diagnostics)


def test_a_changed_harness_counts(
    root: Path, cache: DiskCache, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Findings of another version are not taken over."""
    run(root, cache)
    looked_at.clear()
    monkeypatch.setattr(checking, "harness_stamp", lambda: "another")
    run(root, cache)
    assert looked_at == ["Even edge", "Odd edge"]


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 1000, None])
def test_damaged_records_do_no_harm(damage: bytes | None, root: Path, cache: DiskCache, tmp_path: Path) -> None:
    """Cut, foreign or half of a record: it is not there, and the next one is right."""
    expected = shown(run(root, cache))
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(path.read_bytes()[:-7] if damage is None else damage)
    assert shown(run(root, cache)) == expected
    assert shown(run(root, cache)) == expected


def test_a_record_with_another_letter_is_not_believed(cache: DiskCache, tmp_path: Path) -> None:
    """It is still JSON, and says something else."""
    cache.write("key", ["sound"])
    path = tmp_path / "cache" / "key.json"
    path.write_bytes(path.read_bytes().replace(b"sound", b"bound"))
    assert cache.read("key") is None


@pytest.mark.parametrize(
    "record", [None, [], {"texts": [], "lists": {"all": [[1]]}}, {"lists": {}}, {"texts": 1, "lists": {}}]
)
def test_a_record_of_something_else_is_refused(record: object) -> None:
    """With the one error that the caller expects."""
    with pytest.raises(ValueError, match=r".*"):
        from_record(record)


def test_records_hold_all_of_a_diagnostic(root: Path) -> None:
    """There and back nothing that is shown gets lost."""
    found = run(root, None).diagnostics
    back = from_record(to_record({"all": found}))["all"]
    assert render_json(back) == render_json(found)


def test_a_folder_that_cannot_be_written_is_nobodys_problem(root: Path, tmp_path: Path) -> None:
    """A file in the place of the folder: every run looks for itself."""
    (tmp_path / "file").write_text("")
    cache = DiskCache(tmp_path / "file" / "cache")
    assert shown(run(root, cache)) == shown(run(root, cache))


def test_the_cache_stays_small(tmp_path: Path) -> None:
    """What was not used for the longest time goes first; what does not fit at all is not kept."""
    import os

    cache = DiskCache(tmp_path, limit_bytes=250)
    for number, key in enumerate(("a", "b")):
        cache.write(key, "x" * 60)
        os.utime(tmp_path / f"{key}.json", (number, number))
    assert cache.read("a") == "x" * 60, "read, and so used last"
    cache.write("c", "x" * 60)
    assert [key for key in "abc" if cache.read(key)] == ["a", "c"]
    cache.write("d", "x" * 300)
    assert cache.read("d") is None


def test_digests_tell_parts_apart() -> None:
    """The same bytes cut elsewhere are something else."""
    assert digest(b"ab", b"c") != digest(b"a", b"bc")


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/somewhere"}, "/somewhere/splunk-detection-harness"),
        ("linux", {"XDG_CACHE_HOME": "not/absolute"}, "/me/.cache/splunk-detection-harness"),
        ("linux", {}, "/me/.cache/splunk-detection-harness"),
        ("darwin", {}, "/me/Library/Caches/splunk-detection-harness"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/splunk-detection-harness/Cache"),
        ("win32", {}, "/me/AppData/Local/splunk-detection-harness/Cache"),
    ],
)
def test_the_folder_is_the_platforms(
    platform: str, environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where each system keeps what programs can make again."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/me"))
    found = user_cache_folder()
    assert found is not None
    assert found.as_posix() == expected


def test_checks_look_at_no_other_detection() -> None:
    """Findings in a detection outlive changes of other detections; so no check may read those."""
    reads = re.compile(
        r"content\.(?:detections|objects|detection\(|detection_at|files|checked_files)\b|content\.diagnostics"
    )
    files = Path(lint.__file__).parent.glob("*.py")
    assert [path.name for path in files if reads.search(path.read_text(encoding="utf-8"))] == []
