"""Files of an archive: written whole and on the disk before anybody is told of them, and read with a name for errors.

Invariants
- A file is complete and synced before the manifest names it; nothing overwrites a file that a manifest names.
- The manifest is replaced by renaming; a reader sees the one before or the one after.
"""

from __future__ import annotations

import os
import zlib
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from harness.frozen import frozen
from harness.store.flaws import Flaw, data_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NOT_WRITTEN = "DS190"
FOREIGN = "DS191"
NEWER = "DS192"
DAMAGED = "DS193"
LOCKED = "DS194"
LOCK = "archive.lock"


@frozen
class StoredFile:
    """A file of an archive by its name in the folder, with what it must be like."""

    name: str
    bytes: int
    crc32: int


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turns what the system says about writing into a DatasetError; the archive is then as it was before."""
    try:
        yield
    except OSError as error:
        message = f"the archive could not be written: {error.strerror}"
        raise data_error(str(folder), Flaw(NOT_WRITTEN, message, help="the archive is as it was before")) from error


def write_file(folder: Path, name: str, data: bytes) -> StoredFile:
    """Writes a new file; it is on the disk when this returns.

    Raises: OSError; what was written of it is then removed.
    """
    path = folder / name
    try:
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return StoredFile(name, len(data), zlib.crc32(data))


def replace_file(folder: Path, name: str, data: bytes) -> None:
    """Puts a file in the place of the one of this name, in one step."""
    write_file(folder, f"{name}.new", data)
    (folder / f"{name}.new").replace(folder / name)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Makes the names of files in a folder last, where the system can do that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def parquet_bytes(frame: pl.DataFrame, rows: int) -> bytes:
    """A frame as Parquet, in row groups of so many rows."""
    buffer = BytesIO()
    frame.write_parquet(buffer, compression="zstd", compression_level=3, row_group_size=rows, statistics=False)
    return buffer.getvalue()


def checked_path(folder: Path, stored: StoredFile) -> Path:
    """The path of a file that is there in its whole length.

    Raises: DatasetError.
    """
    path = folder / stored.name
    try:
        length = path.stat().st_size
    except OSError as error:
        way_out = "a writer may have replaced it; open the archive again"
        raise data_error(str(path), Flaw(DAMAGED, f"the file is missing: {error.strerror}", help=way_out)) from error
    if length != stored.bytes:
        raise _damaged(path, f"the file has {length:,} bytes and not {stored.bytes:,}")
    return path


def verify_file(folder: Path, stored: StoredFile) -> None:
    """Reads a file and compares its checksum.

    Raises: DatasetError.
    """
    path = checked_path(folder, stored)
    checksum = 0
    with path.open("rb") as file:
        while piece := file.read(1 << 22):
            checksum = zlib.crc32(piece, checksum)
    if checksum != stored.crc32:
        raise _damaged(path, "the checksum of the file is not the one that was written")


def read_columns(folder: Path, stored: StoredFile, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """Columns of a Parquet file.

    Raises: DatasetError.
    """
    path = checked_path(folder, stored)
    try:
        return pl.read_parquet(path, columns=None if columns is None else list(columns), glob=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _damaged(path, f"the file is not readable as Parquet: {error}") from error


def read_rows(folder: Path, stored: StoredFile, start: int, count: int) -> pl.DataFrame:
    """Some rows of a Parquet file; row groups without any of them are not read.

    Raises: DatasetError.
    """
    path = checked_path(folder, stored)
    try:
        return pl.scan_parquet(path, glob=False).slice(start, count).collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _damaged(path, f"the file is not readable as Parquet: {error}") from error


def schema_of(folder: Path, stored: StoredFile) -> list[str]:
    """The names of the columns of a Parquet file.

    Raises: DatasetError.
    """
    path = checked_path(folder, stored)
    try:
        return list(pl.read_parquet_schema(path))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _damaged(path, f"the file is not readable as Parquet: {error}") from error


def _damaged(path: Path, message: str) -> Exception:
    return data_error(str(path), Flaw(DAMAGED, message, help="copy the archive again, or make it anew"))


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Keeps other writers out while this one works; the lock of a writer that was killed is gone with it.

    Raises: DatasetError where another writer is at work.
    """
    with explained(folder), (folder / LOCK).open("ab") as file:
        if not _locked(file.fileno()):
            message = "another writer is at work on the archive"
            raise data_error(str(folder), Flaw(LOCKED, message, help="wait until it has ended"))
        yield


def _locked(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows has locks of its own
        return _locked_on_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _locked_on_windows(handle: int) -> bool:
    import msvcrt

    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True
