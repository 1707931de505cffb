"""Metric archives: what is written is found again, whatever happens to the writer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import harness.cli
from harness import search
from harness.datasets import load_dataset, metric_store
from harness.diagnostics import Diagnostic
from harness.errors import ConfigError, DatasetError
from harness.spl.session import run_search
from harness.spl.sources import MetricScan, MetricSource, Sources
from harness.store import MetricArchive, MetricStore, is_archive, load_metrics, open_metrics
from harness.store.archive import MANIFEST, files, parts, writing
from harness.timerange import ALL_TIME, TimeRange

COUNT = "| mstats count(cpu) AS n sum(cpu) AS s WHERE index=m BY host"


def point(time: float, value: float = 1.0, *, index: str = "m", metric: str = "cpu", **dims: str) -> dict[str, Any]:
    return {"_time": time, "metrics": {metric: value}, "dims": dims, "index": index}


def rows(archive: MetricArchive, spl: str = COUNT) -> list[dict[str, Any]]:
    return [dict(row) for row in run_search(spl, now=10_000.0, sources=Sources(metrics=archive)).rows]


def scanned(archive: MetricArchive, window: TimeRange = ALL_TIME) -> list[tuple[Any, ...]]:
    (item,) = archive.scan_metrics(MetricScan(["m"], ["cpu"], window))
    return list(zip(*(item.points.column(name).values() for name in ("_time", "value", "series")), strict=True))


def code_of(error: DatasetError) -> str:
    (found,) = error.diagnostics
    assert isinstance(found, Diagnostic)
    return found.code


@pytest.fixture
def archive(tmp_path: Path) -> MetricArchive:
    made = MetricArchive.create(tmp_path / "a")
    return made.append(load_metrics([point(t, t % 7, host="ab"[t % 2]) for t in range(100)]))


@pytest.mark.parametrize(
    "values",
    [
        [0.0, -3.0, 2.0**53 - 1, -(2.0**53) + 1],
        [0.1, 12.37, -0.001, 1e6 + 0.25],
        [-0.0, 0.0],
        [1e300, 5e-324, 1 / 3, 2.0**60],
        [0.0000001, 1.0],
    ],
)
def test_values_come_back_to_the_last_bit(tmp_path: Path, values: list[float]) -> None:
    data = [point(t, v, host="a") for t, v in enumerate(values)]
    found = scanned(MetricArchive.create(tmp_path / "a", "ms").append(load_metrics(data)))
    assert [repr(value) for _, value, _ in found] == [repr(value) for value in values]


def test_points_come_in_the_order_of_time_and_series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From any number of parts and blocks, and in any part of time."""
    monkeypatch.setattr(parts, "BLOCK", 3)
    made = MetricArchive.create(tmp_path / "a")
    made.append(load_metrics([point(t, 10, host="a") for t in (1, 5, 3, 9)]))
    made.append(load_metrics([point(t, 20, host=h) for t in (3, 4) for h in "ba"]))
    expected = [(1, 10, 0), (3, 10, 0), (3, 20, 0), (3, 20, 1), (4, 20, 0), (4, 20, 1), (5, 10, 0), (9, 10, 0)]
    assert scanned(made) == expected
    assert scanned(made, TimeRange(3, 5)) == expected[1:6]
    assert scanned(made.compact()) == expected


def test_the_first_series_is_the_first_of_one_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it came first or last, and before and after compaction."""
    monkeypatch.setattr(parts, "BLOCK", 2)
    made = MetricArchive.create(tmp_path / "a")
    made.append(load_metrics([point(1, 0, host="a", index="n"), point(1, 1, host="a"), point(1, 2, host="b")]))
    made.append(load_metrics([point(2, 4, host="b")])).append(load_metrics([point(2, 3, host="a")]))
    ends = "| mstats earliest(cpu) AS e latest(cpu) AS l WHERE index=m"
    assert rows(made, ends) == [{"e": "1", "l": "3"}]
    assert rows(made.compact(), ends) == [{"e": "1", "l": "3"}]
    assert made.part_count == 2


def test_a_store_with_milliseconds_is_cut_to_the_resolution_of_the_archive(tmp_path: Path) -> None:
    fine = MetricStore("ms").add_points([point(1.234, host="a")])
    assert scanned(MetricArchive.create(tmp_path / "s").append(fine))[0][0] == 1.0
    assert scanned(MetricArchive.create(tmp_path / "ms", "ms").append(fine))[0][0] == 1.234


def test_several_stores_are_one_change(tmp_path: Path) -> None:
    made = MetricArchive.create(tmp_path / "a")

    def stores() -> Any:
        yield load_metrics([point(1, host="a")])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made.append(stores())
    assert len(MetricArchive(tmp_path / "a")) == 0
    assert len(made.append(load_metrics([point(t, host="a")]) for t in (1, 2))) == 2


def test_retention_drops_what_is_older(archive: MetricArchive) -> None:
    archive.append(load_metrics([point(t, host="a") for t in range(200, 210)]))
    assert [time for time, _, _ in scanned(archive.retain(95))] == [95, 96, 97, 98, 99, *range(200, 210)]
    assert [time for time, _, _ in scanned(archive.retain(205))] == [205, 206, 207, 208, 209]
    assert len(archive.retain(1000)) == 0
    assert rows(archive) == []


def test_compaction_merges_small_parts_and_files_go_one_change_later(archive: MetricArchive) -> None:
    for start in (100, 110, 105):
        archive.append(load_metrics([point(t, host="a") for t in range(start, start + 10)]))
    before = MetricArchive(archive.folder)
    found = rows(archive)
    assert (archive.part_count, len(archive)) == (4, 130)
    assert rows(archive.compact()) == found
    assert archive.part_count == 1
    assert rows(before) == found  # a search that began before goes on
    archive.append(load_metrics([point(500, host="a")]))
    assert len([path for path in archive.folder.iterdir() if path.suffix == ".parquet"]) == 5
    with pytest.raises(DatasetError, match="the file is missing"):
        rows(MetricArchiveOf(before))


def MetricArchiveOf(opened: MetricArchive) -> MetricArchive:  # noqa: N802
    """The same view with nothing read yet."""
    copy = object.__new__(MetricArchive)
    copy.folder = opened.folder
    copy._open(opened._manifest)
    return copy


def test_compaction_cuts_what_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_POINTS", 10)
    made = MetricArchive.create(tmp_path / "a")
    for host in "abc":
        made.append(load_metrics([point(t, host=host) for t in range(10)]))
    expected = scanned(made)
    assert scanned(made.compact()) == expected
    assert 3 <= made.part_count <= 6


def test_a_folder_is_an_archive_by_its_manifest(archive: MetricArchive, tmp_path: Path) -> None:
    assert is_archive(archive.folder)
    assert not is_archive(tmp_path)
    with pytest.raises(ConfigError):
        MetricArchive.create(archive.folder)


# --- what goes wrong --------------------------------------------------------------------------------------------------


def _edit(folder: Path, **changes: Any) -> None:
    manifest = folder / MANIFEST
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), **changes}))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def _spoil(path: Path) -> None:
    path.write_bytes(b"x" * path.stat().st_size)


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda f: _edit(f, version=2), "DS192"),
        (lambda f: _edit(f, format="other"), "DS191"),
        (lambda f: _edit(f, parts=[{}]), "DS191"),
        (lambda f: _edit(f, resolution="h"), "DS191"),
        (lambda f: (f / MANIFEST).write_text("[1]"), "DS191"),
        (lambda f: (f / MANIFEST).write_text('{"format": '), "DS191"),
        (lambda f: (f / MANIFEST).unlink(), "DS150"),
        (lambda f: (f / "00000001.statistics.parquet").unlink(), "DS193"),
        (lambda f: _cut(f / "00000001.statistics.parquet"), "DS193"),
        (lambda f: _spoil(f / "00000001.statistics.parquet"), "DS193"),
        (lambda f: _cut(f / "00000002.series.parquet"), "DS193"),
    ],
)
def test_what_is_no_archive_is_said_to_be_none(archive: MetricArchive, harm: Any, code: str) -> None:
    harm(archive.folder)
    with pytest.raises(DatasetError) as caught:
        rows(MetricArchive(archive.folder))
    assert code_of(caught.value) == code


@pytest.mark.parametrize("harm", [_cut, _spoil, Path.unlink])
def test_damaged_points_are_noticed_when_they_are_read(archive: MetricArchive, harm: Any) -> None:
    """Statistics still answer; what needs the points says what is wrong, and so does a check of all files."""
    harm(archive.folder / "00000001.parquet")
    opened = MetricArchive(archive.folder)
    assert [row["n"] for row in rows(opened)] == ["50", "50"]
    for read in (lambda: rows(opened, COUNT + " span=7s"), opened.verify):
        with pytest.raises(DatasetError) as caught:
            read()
        assert code_of(caught.value) == "DS193"


def test_a_good_archive_passes_its_check(archive: MetricArchive) -> None:
    archive.verify()


def test_a_second_writer_is_refused(archive: MetricArchive) -> None:
    with files.writing(archive.folder), pytest.raises(DatasetError) as caught:
        archive.compact()
    assert code_of(caught.value) == "DS194"
    assert rows(archive.append(load_metrics([point(1000, host="c")])))[-1] == {"host": "c", "n": "1", "s": "1"}


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are those of POSIX")
@pytest.mark.parametrize("most_bytes", [0, 100, 1000, 4000])
def test_a_full_disk_leaves_the_archive_as_it_was(archive: MetricArchive, most_bytes: int) -> None:
    """The system refuses to write on; nothing of the new part counts, and nothing of it is left."""
    import resource

    before, names = rows(archive), sorted(path.name for path in archive.folder.iterdir())
    more = load_metrics([point(t, t * t % 9973, host=f"h{t % 50}") for t in range(5000)])
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, limits[1]))
    try:
        with pytest.raises(DatasetError) as caught:
            archive.append(more)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert code_of(caught.value) == "DS190"
    assert rows(MetricArchive(archive.folder)) == before
    assert archive.append(more).part_count == 2
    assert set(names) <= {path.name for path in archive.folder.iterdir()}


_WRITER = """
import sys
from harness.store import MetricArchive, load_metrics
archive = MetricArchive(sys.argv[1])
while True:
    n = len(archive)
    archive.append(load_metrics([{"_time": n + i, "metrics": {"cpu": 1}, "dims": {"host": "a"}, "index": "m"}
                                 for i in range(10)]))
    if n % 50 == 0:
        archive.compact()
    print(len(archive), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_a_killed_writer_leaves_a_whole_number_of_changes(tmp_path: Path) -> None:
    """At whichever moment: every point that was reported is there, once, and the next writer goes on."""
    made = MetricArchive.create(tmp_path / "a")
    for moment in range(4):
        command = [sys.executable, "-c", _WRITER, str(made.folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            reported = int(writer.stdout.readline())
            for _ in range(moment):
                reported = int(writer.stdout.readline())
            os.kill(writer.pid, signal.SIGKILL)
        found = MetricArchive(made.folder)
        found.verify()
        assert len(found) >= reported
        assert [time for time, _, _ in scanned(found)] == list(range(len(found)))


# --- where it is used -------------------------------------------------------------------------------------------------


def test_a_store_takes_the_points_of_an_archive(archive: MetricArchive) -> None:
    """By its folder, by a folder around it, or by its manifest, together with other files."""
    other = archive.folder.parent / "other.jsonl"
    other.write_text(json.dumps(point(500, host="z")))
    for path, count in ((archive.folder, 100), (archive.folder / MANIFEST, 100), (archive.folder.parent, 101)):
        loaded = load_metrics(path)
        assert len(loaded) == count
        assert rows_of(loaded)[:2] == rows(archive)


def rows_of(source: MetricSource) -> list[dict[str, Any]]:
    return [dict(row) for row in run_search(COUNT, now=10_000.0, sources=Sources(metrics=source)).rows]


def test_an_archive_is_opened_and_other_data_loaded(archive: MetricArchive, tmp_path: Path) -> None:
    assert isinstance(open_metrics(archive.folder), MetricArchive)
    assert isinstance(open_metrics(str(archive.folder / MANIFEST)), MetricArchive)
    assert isinstance(open_metrics([point(1, host="a")]), MetricStore)
    data = tmp_path / "b" / MANIFEST
    data.parent.mkdir()
    data.write_text(json.dumps(point(1, host="a")))
    assert len(open_metrics(data.parent)) == 1  # a data file that happens to have the name


def test_searches_read_archives_by_path(archive: MetricArchive) -> None:
    found = search(COUNT, metrics=archive.folder, now=10_000.0)
    assert [dict(row) for row in found.rows] == rows(archive)
    options = ["--metrics", str(archive.folder), "--now", "10000", "--format", "json"]
    ran = CliRunner().invoke(harness.cli.program, ["search", *options, COUNT])
    assert ran.exit_code == 0
    assert ran.output.count('"50"') == 2


def test_a_dataset_may_be_an_archive(archive: MetricArchive, tmp_path: Path) -> None:
    (tmp_path / "dataset.yml").write_text(
        "author: me\nid: 4b2ea7f3-0c6a-4cf8-b1c9-0a2a46b0d9b3\ndate: '2024-10-17'\ndescription: d\n"
        "environment: synthetic\ndirectory: d\nmitre_technique: [T1204]\ndatasets:\n"
        f"- name: points\n  path: a/{MANIFEST}\n  source: s\n  sourcetype: t\n"
    )
    store = metric_store(load_dataset(tmp_path))
    assert isinstance(store, MetricArchive)
    assert rows(store) == rows(archive)
