"""Stores of datasets: the same points from files and from memory, read once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from harness.datasets import Dataset, generate, generate_dataset, load_dataset, load_scenario, metric_store
from harness.datasets import stores as module
from harness.errors import DatasetError
from harness.spl.sources import MetricScan, MetricSource
from harness.store import MetricStore
from harness.timerange import ALL_TIME

Point = tuple[str, str, float, float, tuple[tuple[str, object], ...]]


def points(store: MetricSource) -> list[Point]:
    found: list[Point] = []
    for scanned in store.scan_metrics(MetricScan(("*",), ("*",), ALL_TIME)):
        series = {name: column.values() for name, column in scanned.series.columns.items()}
        columns = (scanned.points.column(name).values() for name in ("_time", "value", "series"))
        for time, value, row in zip(*columns, strict=True):
            assert isinstance(time, float)
            assert isinstance(value, float)
            assert isinstance(row, int)
            dims = sorted((name, values[row]) for name, values in series.items() if values[row] is not None)
            found.append((scanned.index, scanned.metric, time, value, tuple(dims)))
    return sorted(found)


def test_files_and_memory_hold_the_same_points(dataset: Dataset) -> None:
    scenario = load_scenario(dataset.folder)
    from_file = points(metric_store(dataset))
    assert len(from_file) == 68
    assert points(metric_store(scenario)) == from_file
    assert points(metric_store(generate(scenario))) == from_file
    assert points(MetricStore().add_points(generate(scenario).point_dicts())) == from_file


def test_a_store_is_read_once(dataset: Dataset) -> None:
    assert metric_store(dataset) is metric_store(load_dataset(dataset.folder))


def test_a_changed_file_is_read_again(dataset: Dataset) -> None:
    before = metric_store(dataset)
    scenario = dataset.folder / "scenario.yml"
    scenario.write_text(scenario.read_text(encoding="utf-8").replace("every: 1d", "every: 2d"), encoding="utf-8")
    after = metric_store(generate_dataset(dataset.folder))
    assert (len(before), len(after)) == (68, 38)


def test_few_stores_are_kept(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 1)
    monkeypatch.setattr(module, "_kept", {})
    first = metric_store(dataset)
    os.utime(dataset.files[0].path, ns=(1, 1))
    assert metric_store(dataset) is not first
    assert len(module._kept) == 1


def test_a_file_that_vanished_is_a_diagnostic(dataset: Dataset) -> None:
    Path(dataset.files[0].path).unlink()
    with pytest.raises(DatasetError, match="DS008"):
        metric_store(dataset)
