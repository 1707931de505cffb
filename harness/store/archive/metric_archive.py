"""`MetricArchive`: metric indexes in a folder, as a source for searches and as a place to add points to.

A search reads the manifest, the columns of statistics that it needs, and the blocks at the edges of its window; what
it cannot answer by statistics it reads block by block.  Memory is bounded by the statistics, by a piece of points, and
by the results, unless a search asks for the points themselves.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

import polars as pl

from harness.data.column import Column
from harness.data.summaries import Figure, table_of
from harness.data.table import Table
from harness.errors import ConfigError
from harness.spl.sources import MetricPoints, MetricScan, MetricSummary, SeriesGroups
from harness.store.archive.files import explained, verify_file, writing
from harness.store.archive.manifest import MANIFEST, Manifest, is_archive, load_manifest, save_manifest
from harness.store.archive.parts import BlockCache, PartReader
from harness.store.archive.series_file import load_series
from harness.store.archive.writing import appended, commit, compacted, retained
from harness.store.chunks import SERIES, TIME
from harness.store.names import matching_indexes, matching_names
from harness.store.scans import asked_points
from harness.store.statistics import PLACE, Reduction, in_window
from harness.timerange import ALL_TIME

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from harness.store.metrics import MetricStore


class MetricArchive:
    """The metric archive in a folder; a `MetricSource` for searches.

    What is open shows the archive as it was when it was opened, or when this object last changed it.

    Undecided: of points of one time the one of the series that came first counts as the first.
    """

    def __init__(self, folder: str | Path) -> None:
        """Opens an archive, by its folder or its manifest.

        Raises: DatasetError for what is no archive, is of a newer version, or lacks a file.
        """
        path = Path(folder)
        self.folder = path.parent if path.name == MANIFEST else path
        self._open(load_manifest(self.folder))

    def _open(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._series = load_series(self.folder, manifest.series)
        self._readers: dict[tuple[str, str], list[PartReader]] = {}
        kept = BlockCache()
        for order, part in enumerate(manifest.parts):
            reader = PartReader(self.folder, part, order, kept)
            self._readers.setdefault((part.index, part.metric), []).append(reader)

    @classmethod
    def create(cls, folder: str | Path, resolution: Literal["s", "ms"] = "s") -> Self:
        """Makes an archive without points in a folder that has none.

        `resolution` is that of `MetricStore`.
        Raises: ConfigError where there is an archive; DatasetError where it cannot be written.
        """
        path = Path(folder)
        if is_archive(path):
            raise ConfigError(f"there is a metric archive in {path}")
        with explained(path):
            path.mkdir(parents=True, exist_ok=True)
            save_manifest(path, Manifest(resolution))
        return cls(path)

    def __len__(self) -> int:
        """The number of data points."""
        return sum(part.height for part in self._manifest.parts)

    @property
    def stored_bytes(self) -> int:
        """The size of all files that count."""
        return sum(file.bytes for file in self._manifest.files)

    @property
    def part_count(self) -> int:
        """How many parts there are; compaction makes them fewer."""
        return len(self._manifest.parts)

    # --- what searches ask --------------------------------------------------------------------------------------------

    def metric_indexes(self) -> Sequence[str]:
        """The names of the metric indexes, sorted."""
        return sorted({index for index, _ in self._readers})

    def metric_names(self, indexes: Sequence[str]) -> Sequence[str]:
        """The names of the metrics in the indexes that match these patterns, sorted."""
        wanted = set(matching_indexes(indexes, self.metric_indexes()))
        return sorted({metric for index, metric in self._readers if index in wanted})

    def series(self) -> Table:
        """One row for each time series: `index` and its dimensions."""
        return self._series.table()

    def group_series(self, by: Sequence[str], fill: str | None = None) -> SeriesGroups:
        """The series grouped by dimensions; see `SeriesGroups`."""
        return self._series.group(by, fill)

    def scan_metrics(self, scan: MetricScan) -> Iterator[MetricPoints]:
        """The points of a scan; one item for each index and metric that has any, in name order.

        Cost: memory for all points of an item.
        """
        series = self._series.table()
        for index, metric in self._wanted(scan):
            points = self._points((index, metric), scan)
            if points.height:
                columns = {column.name: Column(column) for column in points.get_columns()}
                yield MetricPoints(index, metric, series, Table(columns))

    def _points(self, home: tuple[str, str], scan: MetricScan) -> pl.DataFrame:
        asked = replace(scan, with_series=True)
        found = (
            pl.DataFrame(list(asked_points(points, asked).values()))
            for reader in self._readers[home]
            for points in reader.pieces(reader.slots_between(scan.time_range), scan.time_range)
        )
        parts = [part for part in found if part.height]
        whole = pl.concat(parts) if parts else pl.DataFrame({TIME: [], SERIES: []})
        if scan.in_order:
            whole = whole.sort(TIME, SERIES, maintain_order=True)
        return whole if scan.with_series else whole.drop(SERIES)

    def summarize_metrics(self, scan: MetricScan, figures: Collection[Figure]) -> Sequence[MetricSummary] | None:
        """The figures of the points of a scan; None where their sums have too many digits to be exact.

        Cost: the statistics, and the blocks at the edges of the window and of buckets.
        """
        found: list[MetricSummary] = []
        for index, metric in self._wanted(scan):
            reduction = self._reduced((index, metric), scan, figures)
            if reduction is None:
                return None
            summary = reduction.result()
            if summary is not None:
                found.append(MetricSummary(index, metric, table_of(summary)))
        return found

    def _reduced(self, home: tuple[str, str], scan: MetricScan, figures: Collection[Figure]) -> Reduction | None:
        into = Reduction(scan, figures, PLACE)
        for reader in self._readers[home]:
            if not in_window(reader.part.earliest_s, reader.part.latest_s, scan.time_range):
                continue
            taken, edges = reader.statistics(figures).taken(scan, figures)
            into.add_slots(taken)
            pieces = reader.pieces(edges, scan.time_range, placed=into.needs_place)
            if not all(into.add_points(points) for points in pieces):
                return None
        return into if into.finish() else None

    def _wanted(self, scan: MetricScan) -> list[tuple[str, str]]:
        indexes = set(matching_indexes(scan.indexes, self.metric_indexes()))
        metrics = set(matching_names(scan.metrics, {metric for _, metric in self._readers}))
        return [home for home in sorted(self._readers) if home[0] in indexes and home[1] in metrics]

    def chunks(self) -> Iterator[tuple[tuple[str, str], pl.DataFrame]]:
        """The points of each index and metric in the order of time, in name order: `_time`, `value`, `series`."""
        for home in sorted(self._readers):
            yield home, self._points(home, MetricScan([home[0]], [home[1]], ALL_TIME))

    def series_entries(self) -> Sequence[tuple[str, Mapping[str, str]]]:
        """The index and the dimensions of each series, by number."""
        return self._series.entries()

    # --- what changes it ----------------------------------------------------------------------------------------------

    def append(self, stores: MetricStore | Iterable[MetricStore]) -> Self:
        """Adds the points of stores, all of them or none; a store that comes from an iterator is let go when it is
        written.

        Cost: about the time of sorting the points; memory for the greatest store.
        Raises: DatasetError where they cannot be written, or another writer is at work.
        """
        from harness.store.metrics import MetricStore

        several = [stores] if isinstance(stores, MetricStore) else stores
        return self._change(lambda manifest: appended(self.folder, manifest, several))

    def retain(self, earliest_s: float) -> Self:
        """Drops the points before a time, in epoch seconds.

        Raises: DatasetError.
        """
        return self._change(lambda manifest: retained(self.folder, manifest, earliest_s))

    def compact(self) -> Self:
        """Merges small parts, and those that overlap in time, into few large ones.

        Raises: DatasetError.
        """
        return self._change(lambda manifest: compacted(self.folder, manifest))

    def _change(self, change: Callable[[Manifest], Manifest]) -> Self:
        with writing(self.folder):
            before = load_manifest(self.folder)
            after = change(before)
            if after != before:
                after = commit(self.folder, before, after)
        self._open(after)
        return self

    def verify(self) -> None:
        """Reads every file and compares its checksum.

        Raises: DatasetError for the first that is missing, cut off or changed.
        """
        for file in self._manifest.files:
            verify_file(self.folder, file)
