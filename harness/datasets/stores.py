"""Metric stores of datasets: from files, kept for the process, or straight from a scenario with no file at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.checking import at_file, regenerate
from harness.datasets.generation import GeneratedData, generate
from harness.datasets.manifest import DataFile, Dataset
from harness.datasets.scenario import Scenario
from harness.errors import DatasetError

if TYPE_CHECKING:
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
    if isinstance(data, Dataset):
        return _stored(data)
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
        help_text = "use a dataset of metrics; one with harness.yml that says kind: metrics for the file"
        message = f"the dataset {dataset.name} holds events, which the harness does not read yet"
        raise DatasetError(diagnostics=[at_file(dataset.files[0], "DS014", message, "events", help_text)])
    key = (dataset.index, tuple(_stamp(dataset, file) for file in files))
    store = _kept.pop(key, None) or _read(dataset, files)
    _kept[key] = store
    if len(_kept) > MOST_KEPT:
        del _kept[next(iter(_kept))]
    return store


def _stamp(dataset: Dataset, file: DataFile) -> tuple[str, int, int]:
    try:
        status = file.path.stat()
    except OSError as error:
        way_out = "check the path" if dataset.scenario is None else regenerate(dataset)
        message = f"the file {file.path.name} cannot be read: {error.strerror}"
        raise DatasetError(diagnostics=[at_file(file, "DS008", message, "not readable", way_out)]) from error
    return str(file.path.absolute()), status.st_mtime_ns, status.st_size


def _read(dataset: Dataset, files: tuple[DataFile, ...]) -> MetricStore:
    from harness.store import MetricStore

    store = MetricStore()
    for file in files:
        store.load(file.path, dataset.index)
    return store
