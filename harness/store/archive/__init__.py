"""Metric archives: metric indexes in a folder, larger than memory, searched by their statistics.

A folder holds a manifest, the series, and for each part of the points of a metric a Parquet file and one of its
statistics.  Files are written once and never changed; the manifest says which of them count, and replacing it is the
only step that a reader can see.  So a writer that is killed leaves the archive as it was.
"""

from typing import TYPE_CHECKING, Any

from harness.store.archive.manifest import MANIFEST, is_archive

if TYPE_CHECKING:
    from harness.store.archive.metric_archive import MetricArchive

__all__ = ["MANIFEST", "MetricArchive", "is_archive"]


def __getattr__(name: str) -> Any:
    if name != "MetricArchive":
        raise AttributeError(f"module {__name__} has no attribute {name}")
    from harness.store.archive.metric_archive import MetricArchive

    return MetricArchive
