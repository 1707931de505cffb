"""The metric store: metric indexes in memory, in columns, as a time-series database holds them.

For each index and metric a `Chunk` of points sorted by time; for the store one `SeriesTable` that says what index and
dimensions each series has.  A search reads few chunks, cuts them by time with binary searches, answers its filters on
the series table, and touches points only to aggregate them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

import polars as pl

from harness.data.column import Column
from harness.data.summaries import Figure, table_of
from harness.data.table import Table
from harness.diagnostics import SourceText
from harness.errors import ConfigError
from harness.spl.sources import MetricPoints, MetricScan, MetricSummary, SeriesGroups
from harness.store.archive.manifest import MANIFEST, is_archive
from harness.store.chunk_statistics import SummarizedChunk
from harness.store.chunks import SERIES, TIME, VALUE
from harness.store.columns import Numbers, checked_columns
from harness.store.files import PARQUET_MAGIC, decoded_text, read_bytes, unpacked
from harness.store.flaws import Flaw, data_error, raise_all
from harness.store.frames import add_framed_lines, lines_of_file, lines_of_text
from harness.store.lines import decode_placed, quick_records
from harness.store.names import matching_indexes, matching_names
from harness.store.other_formats import add_other_format, metric_files, other_format
from harness.store.parquet import add_parquet
from harness.store.points import Batch, add_point, add_record
from harness.store.scalars import decode_dimensions, decode_index, decode_metric_name, shown
from harness.store.scans import asked_points
from harness.store.series import SeriesTable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from harness.store.archive import MetricArchive

Resolution: TypeAlias = Literal["s", "ms"]
MetricData: TypeAlias = "str | Path | Iterable[Mapping[str, Any]]"


class MetricStore:
    """Metric indexes in memory; a `MetricSource` for searches.

    `resolution` is what Splunk calls metric.timestampResolution: times are cut (not rounded) to whole seconds, its
    default, or to milliseconds.

    Undecided: that Splunk cuts and does not round; that it keeps both of two equal points.
    Source: Splunk, indexes.conf, metric.timestampResolution.
    """

    def __init__(self, resolution: Resolution = "s") -> None:
        if resolution not in ("s", "ms"):
            raise ConfigError(f'the resolution of a metric store is "s" or "ms", not {resolution!r}')
        self.resolution = resolution
        self._series = SeriesTable()
        self._chunks: dict[tuple[str, str], SummarizedChunk] = {}

    def __len__(self) -> int:
        """The number of data points."""
        return sum(len(chunk) for chunk in self._chunks.values())

    # --- what searches ask --------------------------------------------------------------------------------------------

    def metric_indexes(self) -> Sequence[str]:
        """The names of the metric indexes, sorted."""
        return sorted({index for index, _ in self._chunks})

    def metric_names(self, indexes: Sequence[str]) -> Sequence[str]:
        """The names of the metrics in the indexes that match these patterns, sorted."""
        wanted = set(matching_indexes(indexes, self.metric_indexes()))
        return sorted({metric for index, metric in self._chunks if index in wanted})

    def series(self) -> Table:
        """One row for each time series: `index` and its dimensions."""
        return self._series.table()

    def group_series(self, by: Sequence[str], fill: str | None = None) -> SeriesGroups:
        """The series grouped by dimensions; see `SeriesGroups`."""
        return self._series.group(by, fill)

    def scan_metrics(self, scan: MetricScan) -> Iterator[MetricPoints]:
        """The points of a scan; one item for each index and metric that has any, in name order."""
        series = self._series.table()
        for index, metric in self._wanted(scan):
            points = asked_points(self._chunks[(index, metric)].between(scan.time_range), scan)
            if len(points[TIME]):
                yield MetricPoints(index, metric, series, Table({name: Column(p) for name, p in points.items()}))

    def summarize_metrics(self, scan: MetricScan, figures: Collection[Figure]) -> Sequence[MetricSummary] | None:
        """The figures of the points of a scan; None where their sums have too many digits to be exact."""
        found: list[MetricSummary] = []
        for index, metric in self._wanted(scan):
            reduction = self._chunks[(index, metric)].summarize(scan, figures)
            if reduction is None:
                return None
            summary = reduction.result()
            if summary is not None:
                found.append(MetricSummary(index, metric, table_of(summary)))
        return found

    def _wanted(self, scan: MetricScan) -> list[tuple[str, str]]:
        """The index and metric of the chunks of a scan, in name order."""
        indexes = set(matching_indexes(scan.indexes, self.metric_indexes()))
        metrics = set(matching_names(scan.metrics, {metric for _, metric in self._chunks}))
        return [home for home in sorted(self._chunks) if home[0] in indexes and home[1] in metrics]

    # --- what an archive asks -----------------------------------------------------------------------------------------

    def chunks(self) -> Iterator[tuple[tuple[str, str], pl.DataFrame]]:
        """The points of each index and metric in the order of time, in name order: `_time`, `value`, `series`."""
        for home in sorted(self._chunks):
            yield home, self._chunks[home].points()

    def series_entries(self) -> Sequence[tuple[str, Mapping[str, str]]]:
        """The index and the dimensions of each series, by number."""
        return self._series.entries()

    # --- what fills it ------------------------------------------------------------------------------------------------

    def add_points(self, points: Iterable[Mapping[str, Any]], index: str | None = None) -> Self:
        """Adds data points `{"_time": s, "metrics": {name: number}, "dims": {name: text}, "index": name}`.

        Input: `index` is for points that name none.
        Raises: DatasetError at the first point that is wrong, named by its place; nothing is then added.
        """
        batch = Batch(self._series)
        for number, point in enumerate(points):
            try:
                add_point(point, batch, index)
            except Flaw as flaw:
                raise data_error(f"metrics[{number}]", flaw, shown(point)) from flaw
        return self._take(batch)

    def add_hec_lines(self, text: str | Iterable[str], name: str = "metrics", index: str | None = None) -> Self:
        """Adds the metric objects of a text or of lines: one a line, back to back, or one array.

        Input: `name` stands in diagnostics; `index` is for objects that name none.
        Raises: DatasetError with one diagnostic for each object that is wrong; nothing is then added.
        """
        whole = text if isinstance(text, str) else "\n".join(line.rstrip("\n") for line in text)
        batch = self._quick(lines_of_text(whole), index)
        return self._take(self._placed(SourceText(name, whole), index) if batch is None else batch)

    def read_parquet(self, path: str | Path, index: str | None = None) -> Self:
        """Adds a Parquet file, or a folder of them; see `load`."""
        return self.load(path, index)

    def add_columns(
        self, index: str, metric: str, times: Numbers, series_ids: Numbers, values: Numbers,
        series: Sequence[Mapping[str, str]],
    ) -> Self:  # fmt: skip
        """Adds points of one metric as columns: point `i` is of `series[series_ids[i]]`.

        Cost: no work per point in Python.
        Raises: DatasetError for lengths that differ, times out of range, values that are not finite.
        """
        try:
            points = checked_columns(times, series_ids, values, len(series))
            name, metric = decode_index(index, None), decode_metric_name(metric)
            numbers = [self._series.number(name, decode_dimensions(row, name)) for row in series]
        except Flaw as flaw:
            raise data_error(f"columns of {metric}", flaw) from flaw
        numbered = pl.Series(numbers, dtype=pl.UInt32).gather(points.get_column(SERIES))
        self._add(index, metric, points.with_columns(numbered.alias(SERIES)))
        return self

    def load(self, path: str | Path, index: str | None = None, form: str | None = None) -> Self:
        """Adds a file, every data file under a folder, or the points of a metric archive.

        Input: `index` is for points that name none.  Without it, a Parquet file is of the index that its folder
        (`name/part.parquet`, `index=name/part.parquet`), or else its own name, names.  `form` names the format of the
        files (see `harness.store.formats`); without it their names and contents say it.
        Raises: DatasetError.
        """
        root = Path(path)
        files = metric_files(root)
        archives = {file.parent for file in files if file.name == MANIFEST and is_archive(file)}
        for folder in sorted(archives):
            self._read_archive(folder)
        for file in files:
            if file.parent not in archives:
                self._read_any(file, root, index, form)
        return self

    def _read_any(self, file: Path, root: Path, index: str | None, form: str | None) -> None:
        other = other_format(file, form)
        if other is None:
            self._read_file(file, index, index_of_path(root, file))
            return
        batch = Batch(self._series)
        add_other_format(file, other, index, batch)
        self._take(batch)

    def _read_archive(self, folder: Path) -> None:
        from harness.store.archive import MetricArchive

        archive = MetricArchive(folder)
        numbers = pl.Series([self._series.number(*entry) for entry in archive.series_entries()], dtype=pl.UInt32)
        for (index, metric), points in archive.chunks():
            self._add(index, metric, points.with_columns(numbers.gather(points.get_column(SERIES)).alias(SERIES)))

    def _read_file(self, path: Path, index: str | None, parquet_index: str) -> Self:
        data = read_bytes(path)
        if data.startswith(PARQUET_MAGIC):
            batch = Batch(self._series)
            add_parquet(path, data, batch, index or parquet_index)
            return self._take(batch)
        found = self._quick(lines_of_file(data), index)
        if found is None:
            found = self._placed(SourceText(str(path), decoded_text(path, unpacked(path, data))), index)
        return self._take(found)

    def _quick(self, lines: pl.Series | None, index: str | None) -> Batch | None:
        """The points of lines, each of which holds one good record; None where one does not."""
        batch = Batch(self._series)
        left = None if lines is None else add_framed_lines(lines, batch, index)
        records = None if left is None else quick_records(left)
        if records is None:
            return None
        try:
            for record in records:
                add_record(record, batch, index)
        except Flaw:
            return None
        return batch

    def _placed(self, source: SourceText, index: str | None) -> Batch:
        """The points of a text however it is laid out.

        Raises: DatasetError with one diagnostic for each record that is wrong.
        """
        batch = Batch(self._series)
        raise_all(decode_placed(source, lambda record: add_record(record, batch, index)))
        return batch

    def _take(self, batch: Batch) -> Self:
        for (index, metric), points in batch.points():
            self._add(index, metric, points)
        return self

    def _add(self, index: str, metric: str, points: pl.DataFrame) -> None:
        chunk = self._chunks.get((index, metric))
        if chunk is None:
            chunk = self._chunks[(index, metric)] = SummarizedChunk()
        times = _CUT[self.resolution](points.get_column(TIME))
        chunk.add(pl.DataFrame([times, points.get_column(VALUE), points.get_column(SERIES)]))


_CUT: Mapping[Resolution, Callable[[pl.Series], pl.Series]] = {
    "s": lambda times: times // 1,
    # The rounding undoes what multiplying a decimal fraction by 1000 does to it.
    "ms": lambda times: (times * 1000).round(3) // 1 / 1000,
}


def load_metrics(data: MetricData, index: str | None = None) -> MetricStore:
    """A store of the points of a file, a folder, or an iterable of data points.

    Input: `index` is for points that name none.
    Raises: DatasetError.
    """
    store = MetricStore()
    return store.load(data, index) if isinstance(data, (str, Path)) else store.add_points(data, index)


def open_metrics(data: MetricData, index: str | None = None) -> MetricStore | MetricArchive:
    """The metric archive in a folder, of which only what a search asks for is read; else what `load_metrics` gives.

    Raises: DatasetError.
    """
    if isinstance(data, (str, Path)) and is_archive(Path(data)):
        from harness.store.archive import MetricArchive

        return MetricArchive(data)
    return load_metrics(data, index)


def index_of_path(root: Path, file: Path) -> str:
    """The index that a Parquet file's place names: the folder below `root` that holds it, or else its own name."""
    folders = file.relative_to(root).parts[:-1] if file != root else ()
    return (folders[-1] if folders else file.name.split(".")[0]).removeprefix("index=")
