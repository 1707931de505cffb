"""Files that a metric store does not read by the column: which they are, and how their points come into a batch."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from harness.store.files import GZIP_MAGIC, LINE_SUFFIXES, PARQUET_MAGIC, PARQUET_SUFFIX, data_files, is_data_file
from harness.store.points import Measured, add_measured

if TYPE_CHECKING:
    from pathlib import Path

    from harness.store.points import Batch

OTHER_SUFFIXES = (".csv", ".statsd", ".otlp")
_PEEK = 1 << 16


def metric_files(root: Path) -> list[Path]:
    """The file itself, or the files of metrics below a folder; CSV files only with a header of metrics.

    Raises: DatasetError if there is nothing to read.
    """
    found = data_files(root, (*LINE_SUFFIXES, PARQUET_SUFFIX, *OTHER_SUFFIXES))
    if root.is_file():
        return found
    chosen = [file for file in found if not is_data_file(file, (".csv",)) or "metric_timestamp" in beginning(file)]
    return chosen or data_files(root, (*LINE_SUFFIXES, PARQUET_SUFFIX))


def other_format(path: Path, name: str | None) -> str | None:
    """The name of a file's format; None for those that a store reads itself: HEC's JSON and Parquet.

    Raises: DatasetError for the name of no format.
    """
    is_native = name is None and is_data_file(path, (*LINE_SUFFIXES, PARQUET_SUFFIX))
    if is_native and "resourceMetrics" not in beginning(path):
        return None
    from harness.store.formats import NATIVE, find_format, fitting_format

    found = find_format(name).name if name else fitting_format(path, beginning(path))
    return None if found in NATIVE else found


def beginning(path: Path) -> str:
    """The first characters of a file, unpacked; empty where they cannot be read, which reading it will say."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_PEEK)
        if start.startswith(GZIP_MAGIC):
            start = zlib.decompressobj(wbits=31).decompress(start, _PEEK)
    except (OSError, zlib.error):
        return ""
    return "PAR1" if start.startswith(PARQUET_MAGIC) else start.decode("utf-8-sig", "replace")


def add_other_format(path: Path, name: str, index: str | None, batch: Batch) -> None:
    """Adds the points of a file in this format; `index` is for points that name none.

    Raises: DatasetError.
    """
    from harness.store.formats import read_points

    for point in read_points(path, name, index):
        add_measured(Measured(point.index, point.time, dict(point.measures), dict(point.dimensions)), batch)
