"""The lines of data files, each with its file and number, as they are or in the order of their times.

Cost: memory for one line; in the order of times, for one run of `RUN_BYTES`, the rest being on disk.
"""

from __future__ import annotations

import gzip
import heapq
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import IO, NamedTuple, cast

from harness.datasets.kinds import GZIP_MAGIC, PARQUET_MAGIC
from harness.datasets.replay.records import FlawedRecord, parse_record, read_time
from harness.errors import DatasetError

RUN_BYTES = 64_000_000
_BOM = b"\xef\xbb\xbf"


class Entry(NamedTuple):
    """A line that is not blank, and where it stands; `number` counts from 1."""

    file: int
    number: int
    text: bytes


class TimedEntry(NamedTuple):
    """A line with the time that it is of, or None for one that has no readable time."""

    time: Decimal | None
    entry: Entry


def read_entries(paths: Sequence[Path]) -> Iterator[Entry]:
    """Every line of the files, one file after the other.

    Raises: DatasetError for a file that is missing, damaged or cut short; it names the last good line.
    """
    for file, path in enumerate(paths):
        number = 0
        try:
            with _opened(path) as stream:
                for number, text in enumerate(stream, 1):
                    if number == 1:
                        text = text.removeprefix(_BOM)
                    if not text.isspace():
                        yield Entry(file, number, text)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise DatasetError(f"{path.as_posix()}: the gzip is damaged or cut short after line {number}") from error
        except OSError as error:
            raise DatasetError(f"{path.as_posix()}: cannot be read: {error.strerror or error}") from error


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as stream:
        start = stream.read(4)
    if start == PARQUET_MAGIC:
        raise DatasetError(f"{path.as_posix()} is Parquet, which cannot be replayed yet; write it as lines of JSON")
    if start.startswith(GZIP_MAGIC):
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return path.open("rb", buffering=1 << 20)


def in_time_order(entries: Iterable[Entry]) -> Iterator[TimedEntry]:
    """The lines by time, those of one time in the order of the files; lines without a time come first."""
    with ExitStack() as stack:
        runs: list[Iterator[tuple[Decimal, int, Entry]]] = []
        held: list[tuple[Decimal, int, Entry]] = []
        size = 0
        for position, entry in enumerate(entries):
            held.append((_time_of(entry), position, entry))
            size += len(entry.text)
            if size >= RUN_BYTES:
                runs.append(_spilled(sorted(held), stack))
                held, size = [], 0
        for time, _, entry in heapq.merge(*runs, sorted(held)):
            yield TimedEntry(None if time < 0 else time, entry)


def _time_of(entry: Entry) -> Decimal:
    try:
        record = parse_record(entry.text)
        return read_time(record.get("time", record.get("_time")))
    except FlawedRecord:
        return Decimal(-1)


def _spilled(run: list[tuple[Decimal, int, Entry]], stack: ExitStack) -> Iterator[tuple[Decimal, int, Entry]]:
    stream = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    for time, position, entry in run:
        stream.write(b"%b %d %d %d " % (str(time).encode(), position, entry.file, entry.number))
        stream.write(entry.text.rstrip(b"\r\n") + b"\n")
    stream.seek(0)
    return _read_back(stream)


def _read_back(stream: IO[bytes]) -> Iterator[tuple[Decimal, int, Entry]]:
    for line in stream:
        time, position, file, number, text = line.split(b" ", 4)
        yield Decimal(time.decode()), int(position), Entry(int(file), int(number), text)
