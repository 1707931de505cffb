"""The journal of a replay: what was begun, answered and settled, so that a replay that was killed goes on.

Invariants
- The header holds everything that the bytes of a batch depend on.  The same header gives the same batches, in the same
  order, with the same ids; each batch is journalled with the hash of its content *before* it is first sent.
- A record is one line with its checksum, written with one call and synchronised to the disk before what it announces.
  A line that a kill or a power cut tore is the last one; it is cut off when the journal is opened.
- A batch is settled once: after its acknowledgement, or after the answer where the token has no acknowledgement.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import IO, Any

from harness.errors import ConfigError, IngestError

VERSION = 1
LOCKED_BYTE = 1 << 40


@dataclass(slots=True)
class OpenBatch:
    """A batch that was begun: the first `taken` objects are settled, `refused` of them because Splunk refuses them.

    `ack_id` is that of the last answer for what follows; None where no answer was journalled.
    """

    content: str
    taken: int = 0
    ack_id: int | None = None
    refused: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Totals:
    """What is settled, over all runs of a replay."""

    batches: int = 0
    objects: int = 0
    measures: int = 0
    bad: int = 0
    perhaps_twice: int = 0


@dataclass(slots=True)
class State:
    """What a journal says; `below` and `beyond` are the settled batches: all before `below`, and those of the set."""

    header: dict[str, Any]
    totals: Totals = field(default_factory=Totals)
    below: int = 0
    beyond: set[int] = field(default_factory=set)
    open: dict[int, OpenBatch] = field(default_factory=dict)
    is_complete: bool = False

    def is_settled(self, seq: int) -> bool:
        """Whether a batch needs nothing more."""
        return seq < self.below or seq in self.beyond

    def apply(self, record: dict[str, Any]) -> None:
        """Takes one record in."""
        kind, seq = record["r"], record.get("b", -1)
        if kind == "begin":
            self.open[seq] = OpenBatch(record["h"])
        elif kind == "answer":
            self.open[seq].ack_id = record["i"]
        elif kind == "part":
            batch = self.open[seq]
            batch.taken, batch.ack_id = record["k"], None
            batch.refused += record["x"]
        elif kind == "done":
            self._settle(seq, record)
        elif kind == "end":
            self.is_complete = True

    def _settle(self, seq: int, record: dict[str, Any]) -> None:
        self.open.pop(seq, None)
        self.beyond.add(seq)
        while self.below in self.beyond:
            self.beyond.discard(self.below)
            self.below += 1
        self.totals.batches += 1
        self.totals.objects += record["n"]
        self.totals.measures += record["m"]
        self.totals.bad += record["x"]
        self.totals.perhaps_twice += record["t"]


class Journal:
    """An open journal; only one process may have it open."""

    def __init__(self, stream: IO[bytes], state: State) -> None:
        self._stream = stream
        self._lock = Lock()
        self.state = state

    def begin(self, seq: int, content: str) -> None:
        """A batch is about to be sent for the first time."""
        self._write({"r": "begin", "b": seq, "h": content})

    def answer(self, seq: int, ack_id: int) -> None:
        """The sink answered with this acknowledgement id."""
        self._write({"r": "answer", "b": seq, "i": ack_id})

    def part(self, seq: int, taken: int, refused: list[int]) -> None:
        """The first `taken` objects of a batch are settled; those of `refused` never will be sent."""
        self._write({"r": "part", "b": seq, "k": taken, "x": refused})

    def done(self, seq: int, settled: Totals) -> None:
        """A batch is settled."""
        counts = {"n": settled.objects, "m": settled.measures, "x": settled.bad, "t": settled.perhaps_twice}
        self._write({"r": "done", "b": seq, **counts})

    def end(self) -> None:
        """Every batch is settled."""
        self._write({"r": "end"})

    def _write(self, record: dict[str, Any]) -> None:
        with self._lock:
            try:
                _append(self._stream, _line(record))
            except OSError as error:
                raise IngestError(f"the journal cannot be written: {error.strerror or error}") from error
            self.state.apply(record)

    def close(self) -> None:
        """Closes the file, which frees it for another process."""
        self._stream.close()


def open_journal(path: Path, header: dict[str, Any], *, again: bool = False) -> Journal:
    """The journal of a path: the one that is there, or a new one with this header.

    Raises: ConfigError where another process has it open, and where it belongs to a replay with other options.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("r+b" if path.exists() else "w+b", buffering=0)
    except OSError as error:
        raise ConfigError(f"the journal {path} cannot be opened: {error.strerror or error}") from error
    try:
        _claim(stream, path)
        state = _load(stream)
        if state is None or again:
            return _started(stream, header)
        _compare(state.header, header, path)
        return Journal(stream, state)
    except BaseException:
        stream.close()
        raise


def _started(stream: IO[bytes], header: dict[str, Any]) -> Journal:
    stream.truncate(0)
    stream.seek(0)
    _append(stream, _line({"r": "head", "version": VERSION, **header}))
    return Journal(stream, State(header))


def _compare(old: dict[str, Any], new: dict[str, Any], path: Path) -> None:
    """Only what is drawn or measured at the start may differ: there the journal stands."""
    drawn = ("run", "shift", "before")
    other = sorted(key for key in {*old, *new} - {*drawn, "r"} if old.get(key) != new.get(key))
    if other:
        raise ConfigError(
            f"the journal {path} is of a replay with another {', '.join(other)}; "
            "go on with the same options and files, or begin anew with --again or another --journal"
        )


def _claim(stream: IO[bytes], path: Path) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(LOCKED_BYTE)  # a locked byte cannot be read there, so it is one far behind the records
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            stream.seek(0)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise ConfigError(f"the journal {path} is in use: another replay runs") from None


def _load(stream: IO[bytes]) -> State | None:
    """The state of the whole records; what follows the last one is cut off."""
    state: State | None = None
    good = 0
    reader = os.fdopen(os.dup(stream.fileno()), "rb")
    with reader:
        reader.seek(0)
        for line in reader:
            record = _read(line)
            if record is None:
                break
            if state is None:
                state = State({key: value for key, value in record.items() if key != "r"})
            else:
                state.apply(record)
            good += len(line)
    stream.truncate(good)
    stream.seek(good)
    if state is not None and state.header.pop("version", None) != VERSION:
        raise ConfigError("the journal is of another version of the harness; begin anew with --again")
    return state


def _line(record: dict[str, Any]) -> bytes:
    text = json.dumps(record, separators=(",", ":")).encode()
    return b"%08x %b\n" % (zlib.crc32(text), text)


def _read(line: bytes) -> dict[str, Any] | None:
    with suppress(ValueError):
        checksum, text = line[:8], line[9:-1]
        if line.endswith(b"\n") and int(checksum, 16) == zlib.crc32(text):
            record = json.loads(text)
            return record if isinstance(record, dict) else None
    return None


def _append(stream: IO[bytes], line: bytes) -> None:
    if stream.write(line) != len(line):
        raise OSError("the disk is full")
    getattr(os, "fdatasync", os.fsync)(stream.fileno())
