"""Data files as text: found in folders, unpacked, decoded; each problem is one diagnostic with file and line."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

from harness.diagnostics import SourceText, Span
from harness.errors import DatasetError
from harness.store.flaws import BROKEN_GZIP, NOT_JSON, UNREADABLE, Flaw, data_error, diagnose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GZIP_MAGIC = b"\x1f\x8b"
PARQUET_MAGIC = b"PAR1"
LINE_SUFFIXES = (".json", ".jsonl", ".ndjson")
PARQUET_SUFFIX = ".parquet"
_PIECES = 100_000
"""A damaged file is unpacked in so many pieces, to find the place; small ones byte by byte."""


def data_files(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The file itself, or every data file under a folder in the order of their paths.

    A folder may hold other files (a manifest, a scenario); those with other suffixes are not data.
    Raises: DatasetError if there is nothing to read.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        what = "it is neither a file nor a folder" if path.exists() else "there is no such file or folder"
        raise data_error(str(path), Flaw(UNREADABLE, what))
    found = sorted(child for child in path.rglob("*") if child.is_file() and is_data_file(child, suffixes))
    if not found:
        raise data_error(
            str(path),
            Flaw(UNREADABLE, "the folder holds no data file", help=f"data files end in {', '.join(suffixes)} (.gz)"),
        )
    return found


def is_data_file(path: Path, suffixes: tuple[str, ...]) -> bool:
    """Whether a file's name says that it holds data in one of these forms, packed by gzip or not."""
    return path.name.lower().removesuffix(".gz").endswith(suffixes)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, packed as they may be.

    Raises: DatasetError when it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise data_error(str(path), Flaw(UNREADABLE, f"the file cannot be read: {error.strerror}")) from error


def decoded_text(path: Path, data: bytes) -> str:
    """The text of a UTF-8 file, without a byte order mark.

    Raises: DatasetError at the line that is not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = data[: error.start].decode("utf-8", "replace")
        flaw = Flaw(NOT_JSON, f"byte {data[error.start]:#04x} is not UTF-8", label="not UTF-8")
        raise _error_at_end(path, text, flaw) from error


def unpacked(path: Path, data: bytes) -> bytes:
    """The bytes of a file, unpacked if they are gzip.

    Raises: DatasetError when the gzip is cut off or damaged.
    """
    if not data.startswith(GZIP_MAGIC):
        return data
    try:
        return gzip.decompress(data)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        text = b"".join(_good_part(data)).decode("utf-8", "replace")
        reason = "is cut off" if isinstance(error, EOFError) else f"is damaged ({error})"
        flaw = Flaw(BROKEN_GZIP, f"the gzip data {reason}", label="the data ends here", help="copy the file again")
        raise _error_at_end(path, text, flaw) from error


def _good_part(packed: bytes) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(wbits=31)
    piece = 1 + len(packed) // _PIECES
    try:
        for at in range(0, len(packed), piece):
            yield unpacker.decompress(packed[at : at + piece])
    except zlib.error:
        return


def _error_at_end(path: Path, text: str, flaw: Flaw) -> DatasetError:
    """An error in the last line of what could be read."""
    span = Span(text.rfind("\n") + 1, len(text))
    return DatasetError(diagnostics=[diagnose(flaw, SourceText(str(path), text), span)])
