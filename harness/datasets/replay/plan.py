"""What a replay is: its data, how it is cut, and how far its times are moved."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any, Literal, get_args

from harness.datasets.kinds import EVENTS, METRICS
from harness.datasets.manifest import DataFile, Dataset
from harness.datasets.replay.batches import Builder, Limits, Pace, RawBatch, cut, cut_by_time
from harness.datasets.replay.lines import in_time_order, read_entries
from harness.datasets.replay.records import FlawedRecord, Origin, parse_record, read_time
from harness.errors import ConfigError, DatasetError
from harness.frozen import frozen

Align = Literal["day", "hour", "none"]
ALIGNS: tuple[str, ...] = get_args(Align)
GRAINS = {"day": Decimal(86_400), "hour": Decimal(3600), "none": Decimal("0.001")}


@frozen
class ReplayOptions:
    """What may be asked of a replay.

    `now` (epoch seconds) is where the anchor goes; None leaves all times as they are.  `speed` is how many seconds of
    data are sent in a second; None is as fast as it goes.  With `follow` the first point goes to `now`, and the data
    begins anew when it ends.
    """

    index: str | None = None
    now: float | None = None
    align: Align = "none"
    anchor: float | None = None
    speed: float | None = None
    follow: bool = False
    marker: str | None = None
    skip_bad: bool = False
    limits: Limits = Limits()


@frozen
class Plan:
    """A replay that can be begun, or gone on with."""

    dataset: Dataset
    options: ReplayOptions
    shift: Decimal
    run: uuid.UUID

    @property
    def paths(self) -> tuple[Path, ...]:
        """The data files."""
        return tuple(file.path for file in self.dataset.files)

    @property
    def kinds(self) -> frozenset[str]:
        """What the files hold."""
        return frozenset(file.kind for file in self.dataset.files)

    def builder(self) -> Builder:
        """What makes batches of lines."""
        origins = tuple(_origin(self.dataset, file, self.options.index) for file in self.dataset.files)
        return Builder(self.run, self.paths, origins, self.options.marker, self.options.skip_bad)

    def batches(self) -> Iterator[RawBatch]:
        """All batches, in the order in which they are to be sent; without an end where the data is followed."""
        options, entries = self.options, read_entries(self.paths)
        if options.follow:
            return self._endless()
        if options.speed is None:
            return cut(entries, options.limits, self.shift)
        return cut_by_time(in_time_order(entries), options.limits, self.shift, Pace(options.speed))

    def _endless(self) -> Iterator[RawBatch]:
        """The data again and again, each time moved on by its own length."""
        pace = Pace(self.options.speed or 1.0)
        length = self._cycle_s()
        seq, cycle = 0, 0
        while True:
            moved, lag_s = self.shift + length * cycle, float(length * cycle) / pace.speed
            for raw in cut_by_time(in_time_order(read_entries(self.paths)), self.options.limits, moved, pace):
                yield RawBatch(seq, raw.entries, moved, raw.lag_s + lag_s)
                seq += 1
            cycle += 1

    def _cycle_s(self) -> Decimal:
        """From the first time to the last and one step more, in whole days or hours where times are aligned."""
        first, last = time_span(self.dataset)
        grain = max(GRAINS[self.options.align], Decimal(1))
        return ((last - first) / grain).to_integral_value(ROUND_FLOOR) * grain + grain

    def header(self) -> dict[str, Any]:
        """All that the batches depend on, as the journal keeps it."""
        options = self.options
        files = [[file.path.name, file.kind, *_stamp(file)] for file in self.dataset.files]
        return {
            "run": self.run.hex,
            "shift": str(self.shift),
            "dataset": self.dataset.id,
            "files": files,
            "index": options.index,
            "keeps times": options.now is None,
            "align": options.align,
            "speed": options.speed,
            "follow": options.follow,
            "marker": options.marker,
            "skip bad": options.skip_bad,
            "limits": [options.limits.bytes, options.limits.lines],
        }

    def continued(self, header: dict[str, Any]) -> Plan:
        """This plan with what was drawn when the journal of this header was begun."""
        return Plan(self.dataset, self.options, Decimal(header["shift"]), uuid.UUID(header["run"]))


def make_plan(dataset: Dataset, options: ReplayOptions) -> Plan:
    """The plan of a new replay.

    Raises: ConfigError for options that do not go together, or a dataset without the anchor that they need.
    """
    _check(options)
    return Plan(dataset, options, _shift(dataset, options), uuid.uuid4())


def _check(options: ReplayOptions) -> None:
    if options.speed is not None and not 0 < options.speed <= 1e9:
        raise ConfigError(f"the speed {options.speed} is not above 0")
    if options.limits.bytes < 1 or options.limits.lines < 1:
        raise ConfigError("a batch has at least one byte and one line")
    if options.follow and options.now is None:
        raise ConfigError("--follow moves times to now, and cannot go with --keep-times")
    if options.marker is not None and not options.marker.replace("_", "").isalnum():
        raise ConfigError(f'the marker "{options.marker}" is no plain name; use letters, digits and _')


def _shift(dataset: Dataset, options: ReplayOptions) -> Decimal:
    if options.now is None:
        return Decimal(0)
    anchor = options.anchor if options.anchor is not None else dataset.anchor
    if options.follow:
        origin = time_span(dataset)[0]
    elif anchor is None:
        raise ConfigError(f"the dataset {dataset.name} has no anchor; give one with --anchor, or --keep-times")
    else:
        origin = Decimal(str(anchor))
    grain = GRAINS[options.align]
    shift = ((Decimal(str(options.now)) - origin) / grain).to_integral_value(ROUND_FLOOR) * grain
    return shift.quantize(Decimal("0.001")).normalize() + Decimal(0)


def time_span(dataset: Dataset) -> tuple[Decimal, Decimal]:
    """The first and the last time of the lines that have one.

    Cost: one pass over the data.
    Raises: DatasetError where no line has a time.
    """
    first: Decimal | None = None
    last = Decimal(0)
    for entry in read_entries([file.path for file in dataset.files]):
        try:
            record = parse_record(entry.text)
            time = read_time(record.get("time", record.get("_time")))
        except FlawedRecord:
            continue
        first, last = time if first is None else min(first, time), max(last, time)
    if first is None:
        raise DatasetError(f"no line of the dataset {dataset.name} has a time")
    return first, last


def _origin(dataset: Dataset, file: DataFile, forced_index: str | None) -> Origin:
    index = forced_index or file.index or dataset.index
    known = {"index": index, "source": file.source, "sourcetype": file.sourcetype, "host": file.host}
    defaults = {key: value for key, value in known.items() if value}
    return Origin(METRICS if file.kind == METRICS else EVENTS, defaults, forced_index)


def _stamp(file: DataFile) -> tuple[int, int]:
    try:
        status = file.path.stat()
    except OSError as error:
        raise DatasetError(f"{file.path.as_posix()}: cannot be read: {error.strerror or error}") from error
    return status.st_size, status.st_mtime_ns
