"""Whether a dataset is what its manifest says, and what is in it."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING

from harness.datasets.generation import generate
from harness.datasets.kinds import METRICS
from harness.datasets.manifest import DataFile, Dataset, load_dataset
from harness.datasets.problems import at_file, at_key, regenerate, unreadable
from harness.datasets.scenario_file import load_scenario
from harness.datasets.stores import add_events, event_store
from harness.datasets.writing import scenario_checksum
from harness.diagnostics import Diagnostic
from harness.errors import DatasetError
from harness.frozen import frozen
from harness.timerange import ALL_TIME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from harness.data import Table
    from harness.spl.sources import MetricPoints
    from harness.store import Ingestion, MetricStore

EDGE_DIMENSIONS = ("k8s.cluster.name", "source.workload.name", "dest.workload.name")
PIECE = 1 << 20
DAY_S = 86_400.0
"""A time of indexing where a dataset has no anchor: it stamps what has no time of its own."""


@frozen
class DatasetSummary:
    """What a dataset holds; times in epoch seconds, None where it has no points and no events.

    `edges` counts the different combinations of cluster, source and destination workload that points name.
    """

    dataset: Dataset
    points: int
    metrics: dict[str, int]
    series: int
    edges: int
    indexes: tuple[str, ...]
    earliest: float | None
    latest: float | None
    events: int = 0
    sourcetypes: Mapping[str, int] = field(default_factory=dict)


def validate_dataset(folder: str | Path, ingestion: Ingestion | None = None) -> list[Diagnostic]:
    """Everything that is wrong with a dataset: manifest, files, checksums, each line, counts, and a newer scenario.

    Input: `ingestion` are the rules for raw text, those of the content that uses it.
    """
    try:
        dataset = load_dataset(folder)
    except DatasetError as error:
        return diagnostics_of(error)
    problems = [problem for file in dataset.files for problem in validate_file(dataset, file, ingestion)]
    return problems + validate_scenario(dataset)


def diagnostics_of(error: DatasetError) -> list[Diagnostic]:
    """The diagnostics that an error carries."""
    return [found for found in error.diagnostics if isinstance(found, Diagnostic)]


def validate_file(dataset: Dataset, file: DataFile, ingestion: Ingestion | None = None) -> list[Diagnostic]:
    """What is wrong with one file of a dataset."""
    if not file.path.is_file():
        return [unreadable(dataset, file, f"the file {file.path.name} does not exist", "no such file")]
    try:
        count = _loaded(dataset, file, ingestion)
    except DatasetError as error:
        return diagnostics_of(error)
    return [*_checksum_problem(dataset, file), *_count_problem(dataset, file, count)]


def _loaded(dataset: Dataset, file: DataFile, ingestion: Ingestion | None) -> int:
    """The number of points or events of a file, each of which has been read."""
    from harness.store import EventStore, MetricStore

    if file.kind == METRICS:
        return len(MetricStore().load(file.path, file.index or dataset.index, file.format))
    store = EventStore(index_time=dataset.anchor or DAY_S, ingestion=ingestion)
    add_events(store, dataset, file)
    return len(store)


def validate_scenario(dataset: Dataset) -> list[Diagnostic]:
    """What is wrong with a dataset's scenario, and whether it changed since the data was generated."""
    if dataset.scenario is None:
        return []
    if not dataset.scenario.is_file():
        return [
            at_key(dataset, "scenario", "DS017", f"the scenario {dataset.scenario.name} does not exist", "restore it")
        ]
    try:
        load_scenario(dataset.scenario)
    except DatasetError as error:
        return diagnostics_of(error)
    if dataset.scenario_sha256 in (None, scenario_checksum(dataset.scenario)):
        return []
    message = "the scenario changed after the data was generated"
    return [at_key(dataset, "scenario_sha256", "DS012", message, regenerate(dataset))]


def content_pieces(path: Path) -> Iterator[bytes]:
    """The unpacked content of a file in pieces."""
    with path.open("rb") as raw:
        is_packed = raw.read(2) == b"\x1f\x8b"
    with gzip.open(path, "rb") if is_packed else path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


def content_checksum(path: Path) -> str:
    """The SHA-256 of a file's unpacked content."""
    digest = hashlib.sha256()
    for piece in content_pieces(path):
        digest.update(piece)
    return digest.hexdigest()


def _checksum_problem(dataset: Dataset, file: DataFile) -> Iterator[Diagnostic]:
    way_out = regenerate(dataset) if dataset.scenario else "restore the file, or correct its sha256"
    try:
        found = content_checksum(file.path)
    except (OSError, EOFError, zlib.error) as error:
        message = f"{file.path.name} cannot be unpacked: {error}"
        yield at_file(file, "DS010", message, "truncated or damaged", way_out)
        return
    if file.sha256 not in (None, found):
        message = f"the content of {file.path.name} is not what the manifest was written for"
        yield at_file(file, "DS009", message, f"sha256 is {found[:12]}...", way_out)


def _count_problem(dataset: Dataset, file: DataFile, found: int) -> Iterator[Diagnostic]:
    if file.points not in (None, found):
        way_out = regenerate(dataset) if dataset.scenario else "restore the file, or correct its points"
        what = "points" if file.kind == METRICS else "events"
        message = f"{file.path.name} has {found:,} {what}, the manifest says {file.points:,}"
        yield at_file(file, "DS011", message, "other number of points", way_out)


def describe_dataset(folder: str | Path, ingestion: Ingestion | None = None) -> DatasetSummary:
    """The points, metrics, series, times and edges of a dataset's metric files, and the events of the others.

    Raises: DatasetError for a dataset that is not valid.
    """
    problems = validate_dataset(folder, ingestion)
    if problems:
        raise DatasetError(diagnostics=problems)
    from harness.spl.sources import EventScan, MetricScan
    from harness.store import MetricStore

    dataset = load_dataset(folder)
    store = MetricStore("ms")
    for file in dataset.metric_files:
        store.load(file.path, file.index or dataset.index, file.format)
    found = list(store.scan_metrics(MetricScan(("*",), ("*",), ALL_TIME)))
    events = event_store(dataset, dataset.anchor or DAY_S, ingestion)
    rows = events.scan_events(EventScan(("*", "_*"), ALL_TIME))
    times = [*(time for points in found for time in _bounds(points)), *_event_bounds(rows)]
    return DatasetSummary(
        dataset=dataset,
        points=len(store),
        metrics=_counts(found),
        series=sum(len(set(points.points.column("series").values())) for points in found),
        edges=len(_edges(store)),
        indexes=tuple(sorted({*store.metric_indexes(), *events.event_indexes()})),
        earliest=min(times, default=None),
        latest=max(times, default=None),
        events=rows.height,
        sourcetypes=dict(sorted(Counter(map(str, rows.column("sourcetype").values())).items())),
    )


def _event_bounds(rows: Table) -> list[float]:
    times = [float(str(time)) for time in rows.column("_time").values() if time is not None]
    return [times[-1], times[0]] if times else []


def _bounds(points: MetricPoints) -> tuple[float, float]:
    times = points.points.column("_time").values()
    return float(str(times[0])), float(str(times[-1]))


def _counts(found: list[MetricPoints]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for points in found:
        counts[points.metric] += points.points.height
    return dict(sorted(counts.items()))


def _edges(store: MetricStore) -> set[tuple[object, ...]]:
    columns = [store.series().column(name).values() for name in EDGE_DIMENSIONS]
    return {names for names in zip(*columns, strict=True) if None not in names}


def regenerates(folder: str | Path) -> bool:
    """Whether a dataset's scenario still gives the very content that its manifest names.

    Raises: DatasetError for a dataset or scenario that is not valid.
    """
    dataset = load_dataset(folder)
    digest = hashlib.sha256()
    for line in generate(load_scenario(dataset.folder)).hec_lines():
        digest.update(line.encode("ascii") + b"\n")
    return all(file.sha256 == digest.hexdigest() for file in dataset.metric_files)
