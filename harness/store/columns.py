"""Points that a generator hands over as whole columns: checked by the column, never one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import polars as pl

from harness.store.chunks import SCHEMA, SERIES, TIME, VALUE
from harness.store.flaws import BAD_COLUMNS, BAD_TIME, BAD_VALUE, Flaw
from harness.store.scalars import EARLIEST_S, LATEST_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

Numbers: TypeAlias = "Sequence[float] | np.ndarray[Any, Any] | pl.Series"
"""A column of numbers as a caller has it."""


def checked_columns(times: Numbers, series: Numbers, values: Numbers, series_count: int) -> pl.DataFrame:
    """The columns as a frame of points.

    Raises: Flaw for columns of different lengths, for what is no number, for times out of range and unknown series.
    """
    columns = {TIME: _column(TIME, times), VALUE: _column(VALUE, values), SERIES: _column(SERIES, series)}
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        raise Flaw(BAD_COLUMNS, f"the columns have different lengths: {list(lengths.values())}")
    points = pl.DataFrame(columns)
    if points.height:
        _check(points, series_count)
    return points


def _column(name: str, values: Numbers) -> pl.Series:
    try:
        column = pl.Series(name, values).cast(SCHEMA[name])
    except (pl.exceptions.PolarsError, TypeError, OverflowError) as error:
        raise Flaw(BAD_COLUMNS, f"column {name} is not a column of numbers: {error!s}") from error
    if column.null_count():
        raise Flaw(BAD_COLUMNS, f"column {name} holds null")
    return column


def _check(points: pl.DataFrame, series_count: int) -> None:
    times, values, series = (points.get_column(name) for name in (TIME, VALUE, SERIES))
    if not times.is_between(EARLIEST_S, LATEST_S, closed="left").all():
        raise Flaw(
            BAD_TIME, f"the times reach from {times.min()!s} to {times.max()!s}", help="epoch seconds, 1970 to 2100"
        )
    if not values.is_finite().all():
        raise Flaw(BAD_VALUE, "a value is not a finite number")
    most = series.max()
    if isinstance(most, int) and most >= series_count:
        raise Flaw(BAD_COLUMNS, f"series {most} is not one of the {series_count} given")
