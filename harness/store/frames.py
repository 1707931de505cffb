"""A quick way through files whose lines differ in two numbers only.

The points of one series are written alike: in a line of a HEC metric file with one measurement, everything but the
time and the value repeats.  So all lines are cut around those two numbers by the column, and what is left, the frame,
is decoded once for each that there is.  That is a small part of the cost of JSON for each line, and no less strict:

- A frame is trusted only if the first line that has it decodes as JSON, has no escapes, and has each of the two keys
  once, the time first: then the cuts are around `time` of the object and `_value` of its fields, in every line with
  that frame.
- Every number must match JSON's grammar; a frame with numbers is then JSON exactly when the first line was.

Whatever does not fit is left to the caller, line by line.
"""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING, Any

import polars as pl

from harness.frozen import frozen
from harness.store.chunks import SERIES, TIME, VALUE
from harness.store.flaws import Flaw
from harness.store.lines import quick_records
from harness.store.points import MULTIPLE, SINGLE_VALUE, Batch, decode_hec_object
from harness.store.scalars import EARLIEST_S, JSON_NUMBER, LATEST_S

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TIME, _VALUE = '"time":', '"_value":'
_FRAME = ("head", "middle", "braces", "tail")
"""What stands before the time, between the two numbers, and behind the value up to the next comma and from there."""
_ROW, _FIRST, _FIT = "row", "first", "fit"
_PLACE = "place"
_NUMBER = f"^[ \t]*{JSON_NUMBER}[ \t]*$"


@frozen
class FrameHome:
    """Where the points of a frame belong."""

    index: str
    metric: str
    series: int


@frozen
class CutLines:
    """Lines cut into frames and numbers.

    `points` has for each line `_time` and `value`, whether they `fit` (are numbers as JSON writes them) and, as
    `first`, the number of the first line with the same frame; `homes` the places of the frames to be trusted, by that
    number; `left` the lines of the other frames, which are not in `points`.
    """

    points: pl.DataFrame
    homes: Mapping[int, FrameHome]
    left: list[str]


def lines_of_text(text: str) -> pl.Series | None:
    """The lines of a text; None for a text that no file can hold."""
    try:
        return pl.Series([text], dtype=pl.String).str.split("\n").explode()
    except UnicodeEncodeError:
        return None


def lines_of_file(data: bytes) -> pl.Series | None:
    """The lines of a file, packed or not; None if it is damaged or not UTF-8.

    Cost: unpacking and cutting is one pass outside of Python, a fifth of what it takes inside.
    """
    try:
        return pl.read_lines(BytesIO(data)).to_series() if data else pl.Series(dtype=pl.String)
    except (pl.exceptions.PolarsError, OSError):
        return None


def add_framed_lines(lines: pl.Series, batch: Batch, index: str | None) -> list[str] | None:
    """Adds the points of the lines that can be cut, and gives the others back.

    None if a line is wrong: the batch is then not to be used, and reading record by record says what is wrong.
    """
    cut = cut_lines(lines, batch, index)
    if cut.points.height:
        if not _is_good(cut.points):
            return None
        _distribute(cut.points, cut.homes, batch, len(lines))
    return cut.left


def cut_lines(lines: pl.Series, batch: Batch, index: str | None) -> CutLines:
    """Cuts the lines around their two numbers; see the module's text."""
    written = pl.col(TIME, VALUE)
    fit = pl.all_horizontal(written.str.contains(_NUMBER)).fill_null(value=False)
    points = _cut(lines).select(
        written.str.strip_chars(" \t").cast(pl.Float64, strict=False),
        fit.alias(_FIT),
        pl.col(_ROW).first().over(_FRAME).alias(_FIRST),
    )
    firsts = points.get_column(_FIRST).unique().sort()
    homes = _homes(dict(zip(firsts.to_list(), lines[firsts].to_list(), strict=True)), batch, index)
    if len(homes) == len(firsts):
        return CutLines(points, homes, [])
    trusted = points.get_column(_FIRST).is_in(pl.Series(list(homes), dtype=pl.UInt32).implode())
    left = [line for line in lines.filter(~trusted) if line and not line.isspace()]
    return CutLines(points.filter(trusted), homes, left)


def _cut(lines: pl.Series) -> pl.DataFrame:
    front, rest = _split(lines, _VALUE)
    head, behind_time = _split(front, _TIME)
    time, middle = _split(behind_time, ",")
    behind_value, tail = _split(rest, ",")
    value, braces = _split(behind_value, "}")
    parts = {TIME: time, VALUE: value, "head": head, "middle": middle, "braces": braces, "tail": tail}
    return pl.DataFrame(parts).with_row_index(_ROW)


def _split(texts: pl.Series, separator: str) -> list[pl.Series]:
    """What stands before the first separator and what stands behind it, null where there is none."""
    return texts.str.splitn(separator, 2).struct.unnest().get_columns()


def _homes(lines: Mapping[int, str], batch: Batch, index: str | None) -> dict[int, FrameHome]:
    """Where the points of the frames of these lines belong; frames not to be trusted, or wrong, have no home."""
    plain = {number: line for number, line in lines.items() if _is_cut_right(line)}
    events = quick_records(list(plain.values()))
    homes = {}
    for number, event in zip(plain, events or (), strict=False):
        home = _home(event, batch, index)
        if home is not None:
            homes[number] = home
    return homes


def _is_cut_right(line: str) -> bool:
    """Whether the two keys, as far as the text can say, are where a line is cut, and nothing else looks like them."""
    if "\\" in line or f'"{MULTIPLE}' in line:
        return False
    time, value = line.find(_TIME), line.find(_VALUE)
    return 0 <= time < value and line.count(_TIME[:-1]) == 1 and line.count(_VALUE[:-1]) == 1


def _home(event: Any, batch: Batch, index: str | None) -> FrameHome | None:
    """Where the points of the frame of the line with this object belong."""
    if not isinstance(event, dict) or not _is_plain(event):
        return None
    try:
        measured = decode_hec_object(event, index)
        (metric,) = measured.measures
        return FrameHome(measured.index, metric, batch.new_series(measured.index, measured.dimensions))
    except Flaw:
        return None


def _is_plain(event: Mapping[str, Any]) -> bool:
    fields = event.get("fields")
    return isinstance(fields, dict) and _is_number(event.get("time")) and _is_number(fields.get(SINGLE_VALUE))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_good(points: pl.DataFrame) -> bool:
    """Whether all points have numbers, and within their bounds."""
    times, values = points.get_column(TIME), points.get_column(VALUE)
    if not points.get_column(_FIT).all() or not times.is_between(EARLIEST_S, LATEST_S, closed="left").all():
        return False
    return values.is_between(-math.inf, math.inf, closed="none").all()


def _distribute(points: pl.DataFrame, homes: Mapping[int, FrameHome], batch: Batch, height: int) -> None:
    """Adds the points to their homes, one piece for each metric of each index."""
    places: dict[tuple[str, str], int] = {}
    place = [places.setdefault((home.index, home.metric), len(places)) for home in homes.values()]
    firsts = points.get_column(_FIRST)
    series = _by_line(homes, [home.series for home in homes.values()], height)[firsts]
    located = pl.DataFrame([points.get_column(TIME), points.get_column(VALUE), series.alias(SERIES)])
    names = list(places)
    placed = located.hstack([_by_line(homes, place, height)[firsts].alias(_PLACE)])
    for piece in placed.partition_by(_PLACE, maintain_order=True):
        name, metric = names[piece.item(0, _PLACE)]
        batch.add_columns(name, metric, piece)


def _by_line(homes: Mapping[int, FrameHome], values: Sequence[int], height: int) -> pl.Series:
    """The value of each home at the number of its line, in a series with a place for every line."""
    places = pl.Series([0], dtype=pl.UInt32).new_from_index(0, height)
    return places.scatter(pl.Series(list(homes), dtype=pl.UInt32), pl.Series(values, dtype=pl.UInt32))
