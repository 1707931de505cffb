"""Batches: where they are cut, and what is sent of them.

The cut depends on nothing but the lines and the limits, so that a replay that goes on cuts where it did before; and it
is made before the lines are read, so that what is settled costs a look at its bytes and no more.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from harness.datasets.replay.lines import Entry, TimedEntry
from harness.datasets.replay.records import FlawedRecord, Origin, Rewriter
from harness.errors import DatasetError
from harness.frozen import frozen


class RawBatch(NamedTuple):
    """Lines that are sent together; `lag_s` is how long after the start of a paced replay they are due."""

    seq: int
    entries: list[Entry]
    shift: Decimal
    lag_s: float = 0.0


@frozen
class Limits:
    """A batch ends before it would exceed one of these; a single line may."""

    bytes: int = 1_000_000
    lines: int = 10_000


@frozen
class Pace:
    """How a paced replay is cut: `speed` seconds of data in a second; a batch holds `every_s` seconds of the clock."""

    speed: float
    every_s: float = 1.0


@frozen
class Batch:
    """Objects as they are sent.  `places` are the lines (file, number) of the objects.

    `identity` is a GUID: the channel of the batch, and the value of its marker.
    """

    seq: int
    identity: uuid.UUID
    objects: tuple[bytes, ...]
    measures: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    bad: int = 0

    @property
    def content(self) -> str:
        """The hash of all objects."""
        return blake2b(b"\n".join(self.objects), digest_size=16).hexdigest()

    def body(self, start: int) -> bytes:
        """What is sent of the batch from this object on."""
        return b"\n".join(self.objects[start:])

    def channel(self, start: int) -> str:
        """The channel for the objects from `start` on; nothing else is ever sent to it."""
        return str(self.identity if start == 0 else uuid.uuid5(self.identity, str(start)))

    def measured(self, refused: Iterable[int] = ()) -> list[int]:
        """The measurements before each object and, last, of all; those of the refused objects do not count."""
        without = set(refused)
        return [0, *accumulate(0 if at in without else count for at, count in enumerate(self.measures))]


def cut(entries: Iterable[Entry], limits: Limits, shift: Decimal) -> Iterator[RawBatch]:
    """Batches of lines in the order of the files; a batch never holds lines of two files."""
    seq, size, held = 0, 0, list[Entry]()
    for entry in entries:
        if held and (size + len(entry.text) > limits.bytes or len(held) >= limits.lines or entry.file != held[0].file):
            yield RawBatch(seq, held, shift)
            seq, size, held = seq + 1, 0, []
        held.append(entry)
        size += len(entry.text)
    if held:
        yield RawBatch(seq, held, shift)


def cut_by_time(entries: Iterable[TimedEntry], limits: Limits, shift: Decimal, pace: Pace) -> Iterator[RawBatch]:
    """Batches of lines in the order of time, each due when the time of its first line has come."""
    first: Decimal | None = None
    seq, size, held, lag = 0, 0, list[Entry](), 0.0
    slice_s = Decimal(str(pace.speed * pace.every_s))
    current = Decimal(0)
    for time, entry in entries:
        first = time if first is None else first
        into = Decimal(0) if time is None or first is None else time - first
        step = (into / slice_s).to_integral_value(ROUND_FLOOR)
        if held and (step != current or size + len(entry.text) > limits.bytes or len(held) >= limits.lines):
            yield RawBatch(seq, held, shift, lag)
            seq, size, held = seq + 1, 0, []
        if not held:
            current, lag = step, float(into) / pace.speed
        held.append(entry)
        size += len(entry.text)
    if held:
        yield RawBatch(seq, held, shift, lag)


@frozen
class Builder:
    """Makes batches of lines.  `marker` is the field that names the batch in each object; None for no marker."""

    run: uuid.UUID
    paths: tuple[Path, ...]
    origins: tuple[Origin, ...]
    marker: str | None = None
    skip_bad: bool = False

    def build(self, raw: RawBatch) -> Batch:
        """The batch of these lines; the same lines always give the same.

        Raises: DatasetError for a bad line, which is named, unless bad lines are skipped.
        """
        identity = uuid.uuid5(self.run, str(raw.seq))
        rewriters = self._rewriters(raw.shift, self.mark_of(identity))
        made, places, bad = [], [], 0
        for file, number, text in raw.entries:
            try:
                made.append(rewriters[file].rewrite(text))
                places.append((file, number))
            except FlawedRecord as flaw:
                if not self.skip_bad:
                    raise DatasetError(f"{self.place(file, number)}: {flaw}") from None
                bad += 1
        texts, measures = tuple(one.text for one in made), tuple(one.measures for one in made)
        return Batch(raw.seq, identity, texts, measures, tuple(places), bad)

    def place(self, file: int, number: int) -> str:
        """A line as messages name it."""
        return f"{self.paths[file].as_posix()}:{number}"

    def mark_of(self, identity: uuid.UUID) -> tuple[str, str] | None:
        """The marker of a batch: its field and its value, which begins with the run."""
        return None if self.marker is None else (self.marker, f"{self.run.hex}-{identity.hex}")

    def _rewriters(self, shift: Decimal, mark: tuple[str, str] | None) -> Sequence[Rewriter]:
        return [Rewriter(origin, shift, mark) for origin in self.origins]
