"""Datasets and files in another format: nothing lost, bad lines named or counted, folders left as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.datasets import describe_dataset, load_dataset, metric_store, validate_dataset
from harness.datasets.converting import convert_dataset, convert_file
from harness.diagnostics import Diagnostic
from harness.errors import DatasetError
from harness.spl.sources import MetricScan
from harness.store.formats import Skipped, format_names
from harness.timerange import ALL_TIME

if TYPE_CHECKING:
    from pathlib import Path

    from harness.datasets import Dataset


def content(dataset: Dataset) -> list[tuple[object, ...]]:
    store = metric_store(dataset)
    rows = store.series().rows()
    return sorted(
        (item.index, item.metric, time, value, sorted((k, v) for k, v in rows[int(series)].items() if v is not None))
        for item in store.scan_metrics(MetricScan(["*"], ["*"], ALL_TIME))
        for time, value, series in zip(
            *(item.points.column(c).values() for c in ("_time", "value", "series")), strict=True
        )
    )


def codes(error: DatasetError) -> list[tuple[str, int]]:
    found = [each for each in error.diagnostics if isinstance(each, Diagnostic)]
    return [(each.code, each.source.position(each.span.start).line) for each in found]


@pytest.mark.parametrize("form", format_names())
def test_a_dataset_is_the_same_in_every_format(dataset: Dataset, tmp_path: Path, form: str) -> None:
    """Points, anchor and ground truth are those of the old one, and the new one is valid."""
    out = tmp_path / "new" / form
    done = convert_dataset(dataset.folder, form, out)
    assert validate_dataset(out) == []
    new = load_dataset(out)
    assert content(new) == content(dataset)
    assert (new.anchor, new.index, new.files[0].format) == (dataset.anchor, dataset.index, form)
    assert (out / "truth.yml").read_bytes() == (dataset.folder / "truth.yml").read_bytes()
    assert done.points == describe_dataset(out).points == 68


def test_a_folder_with_a_dataset_is_not_overwritten(dataset: Dataset) -> None:
    before = sorted(dataset.folder.iterdir())
    with pytest.raises(DatasetError) as caught:
        convert_dataset(dataset.folder, "csv", dataset.folder)
    assert codes(caught.value) == [("DS309", 1)]
    assert sorted(dataset.folder.iterdir()) == before


def test_what_cannot_be_carried_has_the_line_it_comes_from(tmp_path: Path) -> None:
    """Nothing is written then, not even the folder."""
    source = tmp_path / "a.jsonl"
    good = '{"_time": 1, "index": "m", "metrics": {"a": 1}, "dims": {"x": "ok"}}\n'
    source.write_text(good + good.replace("ok", "a,b") + good.replace('"_time": 1', '"_time": 1.5'), encoding="utf-8")
    for form, found in (("statsd", [("DS308", 2), ("DS308", 3)]), ("otlp", [])):
        out = tmp_path / form
        if not found:
            assert convert_file(source, form, out).points == 3
            continue
        with pytest.raises(DatasetError) as caught:
            convert_file(source, form, out)
        assert codes(caught.value) == found
        assert not out.exists()


def test_bad_lines_are_named_or_counted(tmp_path: Path) -> None:
    source = tmp_path / "a.statsd"
    source.write_text("a:1|g|T1\nb:2|g\nc:3|g|T3\nd\n", encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        convert_file(source, "hec", tmp_path / "strict", "m")
    assert codes(caught.value) == [("DS305", 2), ("DS303", 4)]
    done = convert_file(source, "hec", tmp_path / "lenient", "m", skipped=Skipped())
    assert (done.points, done.skipped) == (2, 2)


def test_a_manifest_says_the_format(dataset: Dataset, tmp_path: Path) -> None:
    """A file whose name says nothing is read as the manifest says; a format that there is not is a mistake of it."""
    out = tmp_path / "new"
    convert_dataset(dataset.folder, "csv", out)
    (out / "metrics.csv.gz").rename(out / "metrics.bin")
    manifest = out / "dataset.yml"
    text = manifest.read_text(encoding="utf-8").replace("metrics.csv.gz", "metrics.bin")
    manifest.write_text(text, encoding="utf-8")
    assert content(load_dataset(out)) == content(dataset)
    manifest.write_text(text.replace("format: csv", "format: cvs"), encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        load_dataset(out)
    assert [code for code, _ in codes(caught.value)] == ["DS004"]
