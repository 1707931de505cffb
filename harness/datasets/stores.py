"""Metric stores of datasets: from files, kept for the process, or straight from a scenario with no file at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.manifest import DataFile, Dataset
from harness.datasets.problems import at_file, unreadable
from harness.errors import DatasetError

if TYPE_CHECKING:
    from harness.datasets.generation import GeneratedData
    from harness.datasets.scenario import Scenario
    from harness.diagnostics import Diagnostic
    from harness.store import MetricStore

MOST_KEPT = 64
"""Stores kept in a process; the one not used for longest gives way."""

Stamp = tuple[tuple[str, int, int], ...]
_kept: dict[tuple[str | None, Stamp], MetricStore] = {}


def metric_store(data: Dataset | Scenario | GeneratedData) -> MetricStore:
    """The points of a dataset, a scenario or generated data in a store; not to be added to, since it is shared.

    A dataset's store is read once in a process, until one of its files changes.

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


def _stored(dataset: Dataset) -> MetricStore:
    files = dataset.metric_files
    if not files:
        raise DatasetError(diagnostics=[_no_metrics(dataset)])
    key = (dataset.index, tuple(_stamp(dataset, file) for file in files))
    store = _kept.pop(key, None) or _read(dataset, files)
    _kept[key] = store
    if len(_kept) > MOST_KEPT:
        del _kept[next(iter(_kept))]
    return store


def _no_metrics(dataset: Dataset) -> Diagnostic:
    help_text = "use a dataset of metrics; where the file holds metrics, say so with kind: metrics"
    message = f"the dataset {dataset.name} holds events, which the harness does not read yet"
    return at_file(dataset.files[0], "DS014", message, "events", help_text)


def _stamp(dataset: Dataset, file: DataFile) -> tuple[str, int, int]:
    try:
        status = file.path.stat()
    except OSError as error:
        message = f"the file {file.path.name} cannot be read: {error.strerror}"
        raise DatasetError(diagnostics=[unreadable(dataset, file, message, "not readable")]) from error
    return str(file.path.absolute()), status.st_mtime_ns, status.st_size


def _read(dataset: Dataset, files: tuple[DataFile, ...]) -> MetricStore:
    from harness.store import MetricStore

    store = MetricStore()
    for file in files:
        store.load(file.path, dataset.index)
    return store
