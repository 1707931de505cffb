"""Parquet files of metrics: one row for each time and series."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from harness.diagnostics import Diagnostic
from harness.errors import DatasetError
from harness.spl.sources import MetricScan
from harness.store import MetricStore, load_metrics
from harness.timerange import ALL_TIME

if TYPE_CHECKING:
    from pathlib import Path


def stored(path: Path, frame: pl.DataFrame, **options: Any) -> MetricStore:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path)
    return load_metrics(path, **options)


def points(store: MetricStore) -> list[tuple[Any, ...]]:
    rows = store.series().rows()
    return [
        (item.index, item.metric, time, value, rows[series].get("host"))
        for item in store.scan_metrics(MetricScan(["*"], ["*"], ALL_TIME))
        for time, value, series in zip(
            *(item.points.column(c).values() for c in ("_time", "value", "series")), strict=True
        )
    ]


WIDE = pl.DataFrame({"_time": [10, 20, 20], "host": ["a", None, ""], "cpu": [1, 2, None], "mem": [0.5, None, 1.5]})


def test_columns_of_text_are_dimensions_and_columns_of_numbers_metrics(tmp_path: Path) -> None:
    store = stored(tmp_path / "web.parquet", WIDE)
    assert points(store) == [
        ("web", "cpu", 10, 1, "a"),
        ("web", "cpu", 20, 2, None),
        ("web", "mem", 10, 0.5, "a"),
        ("web", "mem", 20, 1.5, None),
    ]
    assert store.series().height == 2


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC", "Europe/Paris"])
def test_time_may_be_a_timestamp(tmp_path: Path, unit: Any, zone: str | None) -> None:
    times = pl.Series("_time", [datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)], dtype=pl.Datetime(unit, "UTC"))
    times = times.dt.replace_time_zone(None) if zone is None else times.dt.convert_time_zone(zone)
    ((_, _, time, _, _),) = points(stored(tmp_path / "m.parquet", pl.DataFrame([times, pl.Series("x", [1.0])])))
    assert time == 1700000000


def test_a_row_may_hold_one_measurement_by_name(tmp_path: Path) -> None:
    frame = pl.DataFrame({"_time": [1.0, 2.0], "metric_name": ["a", "b"], "_value": [5, 6], "host": ["x", "x"]})
    assert points(stored(tmp_path / "m.parquet", frame)) == [("m", "a", 1, 5, "x"), ("m", "b", 2, 6, "x")]


def test_the_index_comes_from_the_option_a_column_the_folder_or_the_file(tmp_path: Path) -> None:
    frame = pl.DataFrame({"_time": [1], "x": [1.0]})
    assert stored(tmp_path / "name.parquet", frame).metric_indexes() == ["name"]
    assert stored(tmp_path / "name.parquet", frame, index="opt").metric_indexes() == ["opt"]
    own = frame.with_columns(pl.lit("own").alias("index"))
    assert stored(tmp_path / "name.parquet", own, index="opt").metric_indexes() == ["own"]
    stored(tmp_path / "root" / "k8s" / "part-0.parquet", frame)
    stored(tmp_path / "root" / "index=net" / "part-0.parquet", frame)
    stored(tmp_path / "root" / "alone.parquet", frame)
    assert load_metrics(tmp_path / "root").metric_indexes() == ["alone", "k8s", "net"]


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"x": [1.0]}, "DS154"),
        ({"_time": ["now"], "x": [1.0]}, "DS154"),
        ({"_time": [-1], "x": [1.0]}, "DS154"),
        ({"_time": [None], "x": [1.0]}, "DS154"),
        ({"_time": [1], "host": ["a"]}, "DS156"),
        ({"_time": [1], "metric_name": ["a"]}, "DS156"),
        ({"_time": [1], "metric_name": [None], "_value": [1.0]}, "DS156"),
        ({"_time": [1], "a b": [1.0]}, "DS156"),
        ({"_time": [1], "x": [float("nan")]}, "DS153"),
        ({"_time": [1], "x": [1.0], "l": [["a"]]}, "DS159"),
    ],
)
def test_a_table_that_is_not_metrics_is_refused(tmp_path: Path, columns: dict[str, Any], code: str) -> None:
    schema = {"metric_name": pl.String} if "metric_name" in columns else None
    with pytest.raises(DatasetError) as caught:
        stored(tmp_path / "m.parquet", pl.DataFrame(columns, schema_overrides=schema))
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert (found.code, found.source.name) == (code, str(tmp_path / "m.parquet"))


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.parquet"
    WIDE.write_parquet(path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(DatasetError, match="DS159"):
        load_metrics(path)
