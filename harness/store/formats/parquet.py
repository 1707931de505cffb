"""Parquet: columns of times, dimensions and measurements."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import polars as pl

from harness.store.chunks import SERIES, TIME, VALUE
from harness.store.flaws import Flaw
from harness.store.formats._points import (
    NOWHERE,
    MetricPoint,
    Placed,
    cannot_carry,
    named_dimensions,
    refuse_reserved,
)
from harness.store.parquet import add_frame, read_frame
from harness.store.points import SINGLE_NAME, SINGLE_VALUE, Batch
from harness.store.scalars import shown
from harness.store.series import INDEX, SeriesTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from harness.diagnostics import SourceText


class ParquetFormat:
    """One measurement in a row: `_time` in epoch seconds, `metric_name`, `_value`, `index` and the dimensions.

    Reading takes every form that a metric store takes.

    Cost: writing and reading hold the whole file.
    """

    name = "parquet"
    says = "Parquet, one measurement in a row; for what is large"
    endings = (".parquet",)
    is_text = False

    def fits(self, start: str) -> bool:
        """Whether it begins as Parquet does."""
        return start.startswith("PAR1")

    def read(self, source: SourceText, data: bytes, index: str | None) -> Iterator[Placed]:  # noqa: ARG002
        """One item for each measurement, by metric."""
        table = SeriesTable()
        batch = Batch(table)
        try:
            add_frame(read_frame(data), batch, index)
            for (home, metric), points in batch.points():
                yield from _placed(home, metric, points, table)
        except Flaw as flaw:
            yield Placed(NOWHERE, flaw=flaw, is_end=True)

    def check(self, point: MetricPoint) -> None:
        """Refuses dimensions that are columns of something else."""
        refuse_reserved(point)
        for name in point.dimensions:
            if name in (TIME, "") or name.startswith("\0"):
                raise cannot_carry(f"a dimension called {shown(name)}", "rename the dimension")

    def write(self, points: Iterable[MetricPoint], stream: IO[bytes]) -> None:
        """A table of all points."""
        kept = [(point, name, value) for point in points for name, value in point.measures.items()]
        dimensions = dict.fromkeys(name for point, _, _ in kept for name in point.dimensions)
        columns = {
            TIME: pl.Series([point.time for point, _, _ in kept], dtype=pl.Float64),
            SINGLE_NAME: pl.Series([name for _, name, _ in kept], dtype=pl.String),
            SINGLE_VALUE: pl.Series([value for _, _, value in kept], dtype=pl.Float64),
            INDEX: pl.Series([point.index for point, _, _ in kept], dtype=pl.String),
        }
        for name in dimensions:
            columns[name] = pl.Series([point.dimensions.get(name) for point, _, _ in kept], dtype=pl.String)
        pl.DataFrame(columns).write_parquet(stream)


def _placed(index: str, metric: str, points: pl.DataFrame, table: SeriesTable) -> Iterator[Placed]:
    rows = table.table().rows()
    dimensions = {
        number: named_dimensions({name: text for name, text in rows[number].items() if name != INDEX}, index)
        for number in points.get_column(SERIES).unique().to_list()
    }
    for time, value, number in points.select(TIME, VALUE, SERIES).iter_rows():
        yield Placed(NOWHERE, (MetricPoint(time, index, {metric: value}, dimensions[number]),))


FORMAT = ParquetFormat()
