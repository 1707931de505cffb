"""Parquet files of metrics: one row for each time and series, one column for each dimension and metric.

`_time` is a timestamp (without a zone: UTC) or epoch seconds; columns of text are dimensions; columns of numbers are
metrics, and a null in one is no point.  A file with the columns `metric_name` and `_value` holds one measurement in
each row instead.  A column `index` of text names the index of each row.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from harness.store.chunks import SERIES, TIME, VALUE
from harness.store.flaws import BAD_PARQUET, BAD_TIME, BAD_VALUE, NO_MEASUREMENT, Flaw, data_error
from harness.store.points import SINGLE_NAME, SINGLE_VALUE, Batch
from harness.store.scalars import EARLIEST_S, LATEST_S, decode_index, decode_metric_name
from harness.store.series import INDEX

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_TEXTS = (pl.String, pl.Categorical, pl.Enum, pl.Boolean)


def add_parquet(path: Path, data: bytes, batch: Batch, index: str) -> None:
    """Adds the points of a Parquet file; `index` is for rows that name none.

    Raises: DatasetError.
    """
    try:
        frame = read_frame(data)
        add_frame(frame, batch, index)
    except Flaw as flaw:
        raise data_error(str(path), flaw) from flaw


def add_frame(frame: pl.DataFrame, batch: Batch, index: str | None) -> None:
    """Adds the points of a table of rows; see the module's text.

    Raises: Flaw.
    """
    dimensions = [name for name, dtype in frame.schema.items() if dtype in _TEXTS and name not in (TIME, SINGLE_NAME)]
    metrics = [name for name, dtype in frame.schema.items() if dtype.is_numeric() and name != TIME]
    _check_columns(frame, {TIME, SINGLE_NAME, *dimensions, *metrics})
    texts = frame.select(pl.col(dimensions).cast(pl.String)) if dimensions else frame.select()
    placed = frame.select(_seconds(frame).alias(TIME), *_measures(frame, metrics))
    indexes, numbers = _series(texts, frame.height, batch, index)
    placed = placed.with_columns(numbers.alias(SERIES), indexes.alias("\0index"))
    for (name,), rows in placed.group_by("\0index", maintain_order=True):
        _add_rows(rows, str(name), batch)


def read_frame(data: bytes) -> pl.DataFrame:
    """The table in a Parquet file.

    Raises: Flaw.
    """
    try:
        return pl.read_parquet(BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Flaw(BAD_PARQUET, f"the file is not readable as Parquet: {error}") from error


def _check_columns(frame: pl.DataFrame, used: set[str]) -> None:
    for name, dtype in frame.schema.items():
        if name not in used:
            raise Flaw(
                BAD_PARQUET,
                f"column {name} has the type {dtype}",
                help="dimension columns hold text, metric columns hold numbers",
            )
    if TIME not in frame.columns:
        raise Flaw(BAD_TIME, "there is no column _time")


def _seconds(frame: pl.DataFrame) -> pl.Series:
    times = frame.get_column(TIME)
    if isinstance(times.dtype, pl.Datetime):
        seconds = times.dt.epoch("us").cast(pl.Float64) / 1e6
    elif times.dtype.is_numeric():
        seconds = times.cast(pl.Float64)
    else:
        raise Flaw(BAD_TIME, f"column _time has the type {times.dtype}", help="a timestamp, or epoch seconds")
    wrong = ~seconds.is_between(EARLIEST_S, LATEST_S, closed="left").fill_null(value=False)
    if wrong.any():
        row = wrong.arg_true()[0]
        raise Flaw(BAD_TIME, f"_time is {times[row]} in row {row}, not between 1970 and 2100")
    return seconds


def _measures(frame: pl.DataFrame, metrics: list[str]) -> list[pl.Series]:
    wanted = [SINGLE_VALUE] if SINGLE_NAME in frame.columns else metrics
    if not wanted or not set(wanted) <= set(metrics):
        raise Flaw(NO_MEASUREMENT, "there is no column of numbers", help="metric columns hold numbers")
    columns = [frame.get_column(name).cast(pl.Float64) for name in wanted]
    for column in columns:
        bad = ~column.is_finite().fill_null(value=True)
        if bad.any():
            row = bad.arg_true()[0]
            raise Flaw(BAD_VALUE, f"the value of {column.name} is {column[row]} in row {row}, not a finite number")
    return [frame.get_column(SINGLE_NAME).cast(pl.String), *columns] if SINGLE_NAME in frame.columns else columns


def _series(texts: pl.DataFrame, height: int, batch: Batch, index: str | None) -> tuple[pl.Series, pl.Series]:
    """The index and the number of the series of each row; each distinct row of texts is decoded once."""
    if not texts.width:
        name, number = _number({}, batch, index)
        one = pl.DataFrame({"index": [name], "series": [number]}, schema={"index": pl.String, "series": pl.UInt32})
        return one["index"].new_from_index(0, height), one["series"].new_from_index(0, height)
    distinct = texts.unique(maintain_order=True)
    found = [_number(row, batch, index) for row in distinct.iter_rows(named=True)]
    numbered = distinct.with_columns(
        pl.Series("\0index", [name for name, _ in found], dtype=pl.String),
        pl.Series(SERIES + "\0", [number for _, number in found], dtype=pl.UInt32),
    )
    joined = texts.join(numbered, on=texts.columns, how="left", nulls_equal=True, maintain_order="left")
    return joined.get_column("\0index"), joined.get_column(SERIES + "\0")


def _number(row: Mapping[str, str | None], batch: Batch, index: str | None) -> tuple[str, int]:
    name = decode_index(row.get(INDEX), index)
    return name, batch.series(name, row)


def _add_rows(rows: pl.DataFrame, index: str, batch: Batch) -> None:
    if SINGLE_NAME in rows.columns:
        for (metric,), points in rows.group_by(SINGLE_NAME, maintain_order=True):
            if metric is None:
                raise Flaw(NO_MEASUREMENT, "a row has no metric_name")
            _add_points(points, index, str(metric), SINGLE_VALUE, batch)
        return
    for metric in rows.columns[1:-2]:
        _add_points(rows, index, metric, metric, batch)


def _add_points(rows: pl.DataFrame, index: str, metric: str, column: str, batch: Batch) -> None:
    points = rows.select(TIME, pl.col(column).alias(VALUE), SERIES).drop_nulls(VALUE)
    if points.height:
        batch.add_columns(index, decode_metric_name(metric, metric), points)
