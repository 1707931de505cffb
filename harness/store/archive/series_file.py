"""The series of an archive as a file: row `n` is series `n`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl

from harness.store.archive.files import StoredFile, parquet_bytes, read_columns, write_file
from harness.store.series import INDEX, SeriesTable

if TYPE_CHECKING:
    from pathlib import Path

_DIMENSIONS = "dimensions"


def load_series(folder: Path, stored: StoredFile | None) -> SeriesTable:
    """The series table; an empty one where there is no file.

    Raises: DatasetError.
    """
    table = SeriesTable()
    if stored is not None:
        rows = read_columns(folder, stored, [INDEX, _DIMENSIONS])
        for index, dimensions in rows.iter_rows():
            table.number(index, json.loads(dimensions))
    return table


def write_series(folder: Path, number: int, table: SeriesTable) -> StoredFile:
    """Writes a series table as a new file.

    Raises: OSError.
    """
    entries = table.entries()
    frame = pl.DataFrame(
        {
            INDEX: [index for index, _ in entries],
            _DIMENSIONS: [json.dumps(dimensions, ensure_ascii=False) for _, dimensions in entries],
        },
        schema={INDEX: pl.String, _DIMENSIONS: pl.String},
    )
    return write_file(folder, f"{number:08}.series.parquet", parquet_bytes(frame, len(entries) or 1))
