"""Metric and event stores of datasets: from files, kept for the process, or from a scenario with no file at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from harness.datasets.manifest import DataFile, Dataset
from harness.datasets.problems import at_file, unreadable
from harness.errors import DatasetError

if TYPE_CHECKING:
    from harness.datasets.generation import GeneratedData
    from harness.datasets.scenario import Scenario
    from harness.diagnostics import Diagnostic
    from harness.store import EventStore, Ingestion, MetricArchive, MetricStore

MOST_KEPT = 64
"""Stores kept in a process; the one not used for longest gives way."""

Stamp = tuple[tuple[str, int, int], ...]
_kept: dict[tuple[str | None, Stamp], MetricStore | MetricArchive] = {}
_kept_events: dict[tuple[str | None, Stamp, float | None, tuple[str, ...]], tuple[Ingestion | None, EventStore]] = {}
MOST_EVENTS_KEPT = 16


@overload
def metric_store(data: Scenario | GeneratedData) -> MetricStore: ...
@overload
def metric_store(data: Dataset) -> MetricStore | MetricArchive: ...
def metric_store(data: Dataset | Scenario | GeneratedData) -> MetricStore | MetricArchive:
    """The points of a dataset, a scenario or generated data in a store; not to be added to, since it is shared.

    A dataset's store is read once in a process, until one of its files changes; of a dataset that is a metric archive
    only what a search asks for is read.

    Raises: DatasetError where a file is missing or wrong, and for a dataset that has no metrics.
    """
    return _stored(data) if isinstance(data, Dataset) else _from_memory(data)


def _from_memory(data: Scenario | GeneratedData) -> MetricStore:
    from harness.datasets.generation import generate
    from harness.datasets.scenario import Scenario
    from harness.store import MetricStore

    generated = generate(data) if isinstance(data, Scenario) else data
    store = MetricStore()
    for columns in generated.metrics:
        series = [generated.dimensions(dimensions) for dimensions in columns.series]
        times = columns.times_ms / 1000
        store.add_columns(generated.index, columns.metric, times, columns.series_ids, columns.values, series)
    return store


def _stored(dataset: Dataset) -> MetricStore | MetricArchive:
    files = dataset.metric_files
    if not files:
        raise DatasetError(diagnostics=[_no_metrics(dataset)])
    named = "\0".join(f"{file.index or dataset.index}\0{file.format}" for file in files)
    key = (named, tuple(_stamp(dataset, file) for file in files))
    store = _kept.pop(key, None) or _read(dataset, files)
    _kept[key] = store
    if len(_kept) > MOST_KEPT:
        del _kept[next(iter(_kept))]
    return store


def _no_metrics(dataset: Dataset) -> Diagnostic:
    help_text = "use a dataset of metrics; where the file holds metrics, say so with kind: metrics"
    message = f"the dataset {dataset.name} holds events and no metrics"
    return at_file(dataset.files[0], "DS014", message, "events", help_text)


def _stamp(dataset: Dataset, file: DataFile) -> tuple[str, int, int]:
    try:
        status = file.path.stat()
    except OSError as error:
        message = f"the file {file.path.name} cannot be read: {error.strerror}"
        raise DatasetError(diagnostics=[unreadable(dataset, file, message, "not readable")]) from error
    return str(file.path.absolute()), status.st_mtime_ns, status.st_size


def _read(dataset: Dataset, files: tuple[DataFile, ...]) -> MetricStore | MetricArchive:
    from harness.store import MetricStore, open_metrics

    if len(files) == 1 and files[0].format is None:
        return open_metrics(files[0].path, files[0].index or dataset.index)
    store = MetricStore()
    for file in files:
        store.load(file.path, file.index or dataset.index, file.format)
    return store


def event_store(dataset: Dataset, index_time: float | None = None, ingestion: Ingestion | None = None) -> EventStore:
    """The events of a dataset in a store; not to be added to, since it is shared.

    Input: `index_time` is when the events are indexed, in epoch seconds; `ingestion` the rules for raw text.
    A dataset's store is read once in a process, until one of its files, the time or the rules change.

    Raises: DatasetError where a file is missing or wrong.
    """
    names = tuple(f"{file.index}\0{file.host}\0{file.source}\0{file.sourcetype}" for file in dataset.event_files)
    key = (dataset.index, tuple(_stamp(dataset, file) for file in dataset.event_files), index_time, names)
    rules, store = _kept_events.pop(key, (None, None))
    if store is None or rules != ingestion:
        store = _read_events(dataset, index_time, ingestion)
    _kept_events[key] = (ingestion, store)
    if len(_kept_events) > MOST_EVENTS_KEPT:
        del _kept_events[next(iter(_kept_events))]
    return store


def _read_events(dataset: Dataset, index_time: float | None, ingestion: Ingestion | None) -> EventStore:
    from harness.store import EventStore

    store = EventStore(index_time=index_time, ingestion=ingestion)
    for file in dataset.event_files:
        add_events(store, dataset, file)
    return store


def add_events(store: EventStore, dataset: Dataset, file: DataFile) -> None:
    """Adds the events of one file of a dataset to a store.

    Raises: DatasetError.
    """
    from harness.store import EventOrigin

    store.load(file.path, EventOrigin(file.sourcetype, file.source, file.host, file.index or dataset.index))
