"""A quick way through files whose lines differ in two numbers only.

The points of one series are written alike: in a line of a HEC metric file with one measurement, everything but the
time and the value repeats.  So a line is cut around those two numbers, and what is left, the frame, is decoded once
and looked up from then on; the numbers are converted by the column.  That is a third of the cost of JSON for each
line, and no less strict:

- A frame is trusted only if the line it came from decodes as JSON, has no escapes, and has each of the two keys
  once: then the cuts are around `time` of the object and `_value` of its fields, in every line with that frame.
- Every number must match JSON's grammar; a frame with numbers is then JSON exactly when the first line was.

Whatever does not fit is left to the caller, line by line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import polars as pl

from harness.store.flaws import Flaw
from harness.store.points import MULTIPLE, SINGLE_VALUE, Batch, add_hec_object
from harness.store.scalars import EARLIEST_S, JSON_NUMBER, LATEST_S

_TIME, _VALUE = '"time":', '"_value":'

Frame: TypeAlias = tuple[str, str, str]
"""What stands before the time, between the two numbers, and after the value."""


@dataclass(frozen=True, slots=True)
class FrameHome:
    """Where the points of a frame belong."""

    index: str
    metric: str
    series: int


@dataclass(slots=True)
class CutLines:
    """Lines cut into frames and numbers, line `i` into `frames[i]`, `times[i]` and `values[i]`."""

    homes: list[FrameHome | None] = field(default_factory=list)
    """For each frame where its points belong; None where it is not to be trusted."""
    frames: list[int] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """The lines that could not be cut."""


def add_framed_lines(lines: list[str], batch: Batch, index: str | None) -> list[str] | None:
    """Adds the points of the lines that can be cut, and gives the others back.

    None if a line is wrong: the batch is then not to be used, and reading record by record says what is wrong.
    """
    cut = cut_lines(lines, batch, index)
    numbers = pl.DataFrame({"frame": cut.frames, "_time": cut.times, "value": cut.values}, schema=_SCHEMA)
    numbers = numbers.with_columns(pl.col("_time", "value").str.strip_chars(" \t"))
    are_numbers = pl.col("_time", "value").str.contains(f"^{JSON_NUMBER}$").all()
    if numbers.select(are_numbers).row(0) != (True, True):
        return None
    points = numbers.with_columns(pl.col("_time", "value").cast(pl.Float64))
    if not points.select(_in_bounds()).item():
        return None
    _distribute(points, cut.homes, batch)
    return cut.left


_SCHEMA = {"frame": pl.UInt32, "_time": pl.String, "value": pl.String}


def _in_bounds() -> pl.Expr:
    times = pl.col("_time").is_between(EARLIEST_S, LATEST_S, closed="left")
    return (times & pl.col("value").is_finite()).all()


def cut_lines(lines: list[str], batch: Batch, index: str | None) -> CutLines:
    """Cuts the lines around their two numbers; see the module's text."""
    found = CutLines()
    numbers: dict[Frame, int] = {}
    for line in lines:
        head, _, rest = line.partition(_TIME)
        time, _, rest = rest.partition(",")
        middle, value_key, rest = rest.partition(_VALUE)
        value, comma, tail = rest.partition(",")
        brace = value.find("}")
        if brace >= 0:
            value, tail = value[:brace], value[brace:] + comma + tail
        frame = (head, middle, tail)
        number = numbers.get(frame)
        if number is None:
            number = numbers[frame] = len(found.homes)
            found.homes.append(_home(line, batch, index) if value_key else None)
        if found.homes[number] is None:
            found.left.append(line)
        else:
            found.frames.append(number)
            found.times.append(time)
            found.values.append(value)
    return found


def _home(line: str, batch: Batch, index: str | None) -> FrameHome | None:
    """Where the points of the frame of this line belong; None if the frame is not to be trusted, or wrong."""
    if "\\" in line or f'"{MULTIPLE}' in line or line.count(_TIME[:-1]) != 1 or line.count(_VALUE[:-1]) != 1:
        return None
    try:
        event = json.loads(line)
        return _home_of(event, batch, index) if isinstance(event, dict) and _is_plain(event) else None
    except (ValueError, RecursionError, Flaw):
        return None


def _is_plain(event: dict[str, Any]) -> bool:
    fields = event.get("fields")
    return isinstance(fields, dict) and _is_number(event.get("time")) and _is_number(fields.get(SINGLE_VALUE))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _home_of(event: dict[str, Any], batch: Batch, index: str | None) -> FrameHome:
    """Decodes one line in the ordinary way, into a batch of its own, to see where it goes."""
    trial = batch.trial()
    add_hec_object(event, trial, index)
    (((name, metric), points),) = trial.collected().items()
    return FrameHome(name, metric, points.series[0])


def _distribute(points: pl.DataFrame, homes: list[FrameHome | None], batch: Batch) -> None:
    """Adds the points to their homes, one piece for each metric of each index."""
    places: dict[tuple[str, str], int] = {}
    trusted = [home or FrameHome("", "", 0) for home in homes]
    place = pl.Series([places.setdefault((home.index, home.metric), len(places)) for home in trusted], dtype=pl.UInt32)
    series = pl.Series([home.series for home in trusted], dtype=pl.UInt32)
    frame = points.get_column("frame")
    located = points.select("_time", "value", series.gather(frame).alias("series"), place.gather(frame).alias("place"))
    for number, (name, metric) in enumerate(places):
        piece = located.filter(pl.col("place") == number).drop("place") if len(places) > 1 else located.drop("place")
        batch.add_columns(name, metric, piece)
