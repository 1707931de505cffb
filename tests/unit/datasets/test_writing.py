"""Datasets are written whole or not at all, and the same scenario writes the same content."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from harness.datasets import Dataset, generate_dataset, regenerates, validate_dataset
from harness.datasets import writing as module
from harness.diagnostics import Diagnostic
from harness.errors import DatasetError

NAMES = {"scenario.yml", "dataset.yml", "truth.yml", "metrics.jsonl.gz"}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.name: gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        for file in folder.iterdir()
    }


def test_a_dataset_is_its_scenario_and_three_files(dataset: Dataset) -> None:
    assert {file.name for file in dataset.folder.iterdir()} == NAMES
    assert validate_dataset(dataset.folder) == []
    assert regenerates(dataset.folder)


def test_generating_again_gives_the_same_content(dataset: Dataset) -> None:
    before = contents(dataset.folder)
    generate_dataset(dataset.folder)
    assert contents(dataset.folder) == before


def test_the_packed_file_says_nothing_of_when_and_where(dataset: Dataset) -> None:
    packed = (dataset.folder / "metrics.jsonl.gz").read_bytes()
    flags, mtime = packed[3], packed[4:8]
    assert (flags, mtime) == (0, bytes(4))


def test_the_manifest_has_the_keys_of_the_field_and_ours(dataset: Dataset) -> None:
    manifest = yaml.safe_load((dataset.folder / "dataset.yml").read_text(encoding="utf-8"))
    content = contents(dataset.folder)["metrics.jsonl.gz"]
    assert list(manifest) == [
        *("author", "id", "date", "description", "environment", "directory", "mitre_technique"),
        *("index", "anchor", "scenario", "scenario_sha256", "truth", "datasets"),
    ]
    assert manifest["date"] == "2024-10-17"
    assert manifest["description"] == "a cart that begins to talk to the database"
    assert manifest["datasets"] == [
        {
            "name": "small",
            "path": "metrics.jsonl.gz",
            "source": "sim",
            "sourcetype": "stash",
            "kind": "metrics",
            "sha256": hashlib.sha256(content).hexdigest(),
            "points": content.count(b"\n"),
        }
    ]


def test_what_is_written_is_what_is_loaded(dataset: Dataset) -> None:
    scenario = dataset.folder / "scenario.yml"
    assert (dataset.index, dataset.anchor) == ("kubernetes_metrics", 1_729_166_400)
    assert (dataset.scenario, dataset.truth) == (scenario, dataset.folder / "truth.yml")
    assert dataset.scenario_sha256 == hashlib.sha256(scenario.read_bytes()).hexdigest()


def test_the_id_follows_from_the_name(dataset: Dataset, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "scenario.yml").write_bytes((dataset.folder / "scenario.yml").read_bytes())
    assert generate_dataset(other).id != dataset.id
    assert generate_dataset(dataset.folder).id == dataset.id


def test_every_line_is_json(dataset: Dataset) -> None:
    lines = contents(dataset.folder)["metrics.jsonl.gz"].splitlines()
    assert {tuple(json.loads(line)) for line in lines} == {("time", "event", "index", "source", "sourcetype", "fields")}


def test_progress_is_told_up_to_the_end(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    generate_dataset(folder, lambda done, total: told.append((done, total)))
    assert told[-1] == (68, 68)


def test_a_wrong_scenario_leaves_the_dataset_as_it_was(dataset: Dataset) -> None:
    scenario = dataset.folder / "scenario.yml"
    scenario.write_text(scenario.read_text(encoding="utf-8") + "  - {from: cart, to: nobody}\n", encoding="utf-8")
    before = contents(dataset.folder)
    with pytest.raises(DatasetError):
        generate_dataset(dataset.folder)
    assert contents(dataset.folder) == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError("disk full"), RuntimeError])
def test_an_interruption_while_writing_leaves_nothing_behind(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before = contents(dataset.folder)
    monkeypatch.setattr(module, "LINES_AT_ONCE", 10)

    def interrupt(done: int, total: int) -> None:
        if done >= 20:
            raise error

    with pytest.raises((KeyboardInterrupt, DatasetError, RuntimeError)):
        generate_dataset(dataset.folder, interrupt)
    assert contents(dataset.folder) == before


def test_an_interruption_while_moving_lets_the_moves_finish(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace
    calls: list[str] = []

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(self.name)
        if len(calls) == 1:
            raise KeyboardInterrupt  # before the file has moved
        moved = replace(self, target)
        if len(calls) == 3:
            raise KeyboardInterrupt  # after it has
        return moved

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        generate_dataset(folder)
    assert {file.name for file in folder.iterdir()} == NAMES
    assert calls[-1] == "dataset.yml"
    assert validate_dataset(folder) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions that bind")
def test_a_folder_that_cannot_be_written_is_a_diagnostic(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        with pytest.raises(DatasetError, match="DS016"):
            generate_dataset(folder)
    finally:
        folder.chmod(0o700)


def test_a_disk_that_fails_is_a_diagnostic(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "write_data", fail)
    with pytest.raises(DatasetError, match="No space left") as caught:
        generate_dataset(folder)
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert found.code == "DS016"
    assert {file.name for file in folder.iterdir()} == {"scenario.yml"}


def test_what_an_ended_process_left_behind_is_removed(dataset: Dataset) -> None:
    """A folder of a process that is gone goes; one of a process that runs, and any other folder, stays."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, running = (dataset.folder / f".partial-{pid}-0123abcd" for pid in (ended.pid, os.getpid()))
    other = dataset.folder / ".partial-mine"
    for folder in (left, running, other):
        folder.mkdir()
        (folder / "truth.yml").write_text("", encoding="utf-8")
    generate_dataset(dataset.folder)
    assert (left.exists(), running.exists(), other.exists()) == (os.name == "nt", True, True)
