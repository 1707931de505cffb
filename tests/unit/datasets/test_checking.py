"""Validating and describing datasets."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.datasets import Dataset, describe_dataset, validate_dataset
from harness.errors import DatasetError

if TYPE_CHECKING:
    from harness.diagnostics import Diagnostic

NOW = 1_729_166_400


def data(dataset: Dataset) -> Path:
    return dataset.files[0].path


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    content = gzip.decompress(path.read_bytes())
    assert old in content
    path.write_bytes(gzip.compress(content.replace(old, new, 1), mtime=0))


def codes(dataset: Dataset) -> list[str]:
    return [found.code for found in validate_dataset(dataset.folder)]


def only(dataset: Dataset) -> Diagnostic:
    (found,) = validate_dataset(dataset.folder)
    return found


def test_a_dataset_is_described(dataset: Dataset) -> None:
    found = describe_dataset(dataset.folder)
    assert (found.points, found.metrics) == (68, {"tcp.bytes": 34, "tcp.packets": 34})
    assert (found.series, found.edges, found.indexes) == (4, 2, ("kubernetes_metrics",))
    assert (found.earliest, found.latest) == (NOW - 30 * 86_400, NOW - 300)


def test_packing_again_is_no_change(dataset: Dataset) -> None:
    data(dataset).write_bytes(gzip.compress(gzip.decompress(data(dataset).read_bytes()), 1, mtime=5))
    assert codes(dataset) == []


def test_an_unpacked_file_is_the_same_data(dataset: Dataset) -> None:
    data(dataset).write_bytes(gzip.decompress(data(dataset).read_bytes()))
    assert codes(dataset) == []


def test_a_missing_file_is_found(dataset: Dataset) -> None:
    data(dataset).unlink()
    found = only(dataset)
    assert (found.code, Path(found.source.name).name, found.location.position.line) == ("DS008", "dataset.yml", 17)
    assert found.help == f"run: harness dataset generate {dataset.folder.as_posix()}"


def test_a_changed_value_is_found(dataset: Dataset) -> None:
    rewrite(data(dataset), b'"cart"', b'"Cart"')
    assert codes(dataset) == ["DS009"]


def test_a_lost_line_is_found_twice(dataset: Dataset) -> None:
    content = gzip.decompress(data(dataset).read_bytes())
    data(dataset).write_bytes(gzip.compress(content[: content.rindex(b"\n", 0, -1) + 1], mtime=0))
    assert codes(dataset) == ["DS009", "DS011"]


def test_a_truncated_file_is_found(dataset: Dataset) -> None:
    packed = data(dataset).read_bytes()
    data(dataset).write_bytes(packed[: len(packed) // 2])
    assert codes(dataset) == ["DS151"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'{"time"', b'{"time', "DS152"),
        (b'"_value":', b'"_value":"lots","x":', "DS153"),
        (b'"time":', b'"time":9', "DS154"),
    ],
)
def test_a_wrong_line_is_found_at_its_place(dataset: Dataset, old: bytes, new: bytes, code: str) -> None:
    content = gzip.decompress(data(dataset).read_bytes())
    lines = content.splitlines(keepends=True)
    lines[2] = lines[2].replace(old, new, 1)
    data(dataset).write_bytes(gzip.compress(b"".join(lines), mtime=0))
    found = validate_dataset(dataset.folder)[0]
    assert (found.code, Path(found.source.name).name, found.location.position.line) == (code, "metrics.jsonl.gz", 3)


def test_a_changed_scenario_makes_the_data_old(dataset: Dataset) -> None:
    scenario = dataset.folder / "scenario.yml"
    scenario.write_text(scenario.read_text(encoding="utf-8").replace("seed: 5", "seed: 6"), encoding="utf-8")
    found = only(dataset)
    assert (found.code, Path(found.source.name).name, found.location.position.line) == ("DS012", "dataset.yml", 13)


def test_line_ends_of_a_checkout_are_no_change(dataset: Dataset) -> None:
    scenario = dataset.folder / "scenario.yml"
    scenario.write_bytes(scenario.read_bytes().replace(b"\n", b"\r\n"))
    assert codes(dataset) == []


def test_a_broken_scenario_is_shown(dataset: Dataset) -> None:
    (dataset.folder / "scenario.yml").write_text("anchor: never\n", encoding="utf-8")
    assert codes(dataset) == ["DS204"]


def test_a_lost_scenario_is_found(dataset: Dataset) -> None:
    (dataset.folder / "scenario.yml").unlink()
    found = only(dataset)
    assert (found.code, Path(found.source.name).name, found.location.position.line) == ("DS017", "dataset.yml", 12)


def test_a_broken_manifest_is_shown(dataset: Dataset) -> None:
    (dataset.folder / "dataset.yml").write_text("author: me\n", encoding="utf-8")
    assert set(codes(dataset)) == {"DS003"}
    with pytest.raises(DatasetError):
        describe_dataset(dataset.folder)
