"""Events that come as columns: JSON lines read at once, CSV, Parquet, and columns of Python.

A frame has one row for each event and one column for each field.  `_time` holds epoch seconds, a timestamp, or a text
that is one of the two; `index` names the index of each row.

JSON lines are read by Polars where that gives exactly what reading record by record gives; a text where it might not
(objects and lists in values, mixed types, whole numbers beyond 2^53, escapes of surrogates) is read the other way.
Undecided: a key that stands twice in one object; the one that is kept depends on the way of reading.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from harness.data.building import is_exact, simplified
from harness.data.column import Column
from harness.data.numbers import EXACT_INTEGER
from harness.data.table import Table
from harness.store.event_records import INDEX, INDEX_TIME, MAIN, NOWHERE, TIME, EventOrigin
from harness.store.flaws import BAD_DIMENSION, BAD_PARQUET, BAD_TIME, Flaw
from harness.store.points import HEC_KEYS
from harness.store.scalars import EARLIEST_S, LATEST_S, decode_index
from harness.store.timestamps import parse_times

if TYPE_CHECKING:
    from collections.abc import Iterator

_AMBIGUOUS = r"^[+-]?[0-9]{16,}|^-?0\.0000|^[+-]?[0-9.]+[eE][+-]?[0-9]+$"
"""Texts that Polars may have written for a number, not as we write it."""
_NESTED = re.compile(rb'(?<!\\)(?:\\\\)*"\s*:\s*[\[{]')
"""A key whose value is an object or a list."""


def json_frame(text: bytes) -> pl.DataFrame | None:
    """The frame of JSON lines, each a dictionary of fields; None where it must be read record by record."""
    if b"\\ud" in text or b"\\uD" in text or b'"event"' in text[: text.find(b"\n") + 1]:
        return None
    try:
        frame = pl.read_ndjson(BytesIO(text), infer_schema_length=None)
    except (pl.exceptions.PolarsError, OSError, UnicodeDecodeError):
        return None
    if (text.count(b"{") > frame.height or b"[" in text) and _NESTED.search(text):
        return None
    if _has_hec(frame):
        return None
    return frame if all(map(_is_sure, frame.get_columns())) else None


def _has_hec(frame: pl.DataFrame) -> bool:
    """Whether a row may be an object of HEC: one that has no key but those of HEC's envelope."""
    if "event" not in frame.columns:
        return False
    others = [name for name in frame.columns if name not in HEC_KEYS]
    return not others or bool(frame.select(pl.all_horizontal(pl.col(others).is_null()).any()).item())


def _is_sure(values: pl.Series) -> bool:
    """Whether a column cannot hold anything but what the text says."""
    if values.dtype == pl.String:
        return not values.str.contains(_AMBIGUOUS).any()
    if values.dtype == pl.Float64:
        return bool((values.abs() <= EXACT_INTEGER).all())
    return values.dtype in (pl.Int64, pl.Boolean, pl.Null)


def parquet_frame(data: bytes) -> pl.DataFrame:
    """The frame of a Parquet file.

    Raises: Flaw.
    """
    try:
        return pl.read_parquet(BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Flaw(BAD_PARQUET, f"the file is not readable as Parquet: {error}") from error


def tables_of(frame: pl.DataFrame, origin: EventOrigin = NOWHERE) -> Iterator[tuple[str, Table]]:
    """The events of a frame by index, in the order of their rows.

    Raises: Flaw, which names the row of a value that is wrong.
    """
    columns = {name: _field(name, frame.get_column(name)) for name in frame.columns if name not in (TIME, INDEX_TIME)}
    for name in (TIME, INDEX_TIME):
        if name in frame.columns:
            columns[name] = Column(seconds(name, frame.get_column(name)))
    yield from tables_by_index(columns, frame.height, origin)


def tables_by_index(columns: dict[str, Column], height: int, origin: EventOrigin) -> Iterator[tuple[str, Table]]:
    """The events of columns by index, with what their origin says.

    Raises: Flaw for a name that no index can have.
    """
    columns.setdefault(TIME, Column(pl.Series([None], dtype=pl.Float64).new_from_index(0, height)))
    for name, text in origin.fields().items():
        columns[name] = _filled(columns.get(name), text, height)
    whole = Table({name: column for name, column in columns.items() if name != INDEX}, height)
    given = columns.get(INDEX)
    if given is None:
        yield _placed(whole, decode_index(None, origin.index or MAIN))
        return
    indexes = _filled(given, origin.index or MAIN, height).series
    for name in indexes.unique(maintain_order=True).to_list():
        yield _placed(whole.filter(Column(indexes == name)), decode_index(name, None))


def _placed(table: Table, index: str) -> tuple[str, Table]:
    return index, table.with_column(INDEX, Column.constant(index, table.height))


def _filled(column: Column | None, text: str, height: int) -> Column:
    if column is None or column.operand.null_count() == len(column.operand):
        return Column.constant(text, height)
    return Column(column.series.cast(pl.String).fill_null(text))


def _field(name: str, values: pl.Series) -> Column:
    """The values of a field, as texts, numbers or multivalues."""
    dtype = values.dtype
    if dtype == pl.Boolean:
        return Column(values.cast(pl.String))
    if dtype.is_integer():
        return Column(values.cast(pl.Int64) if _is_small(values) else values.cast(pl.String))
    if dtype == pl.List:
        return _multivalue(name, values)
    if dtype.is_nested() or dtype in (pl.Object, pl.Binary):
        raise Flaw(BAD_DIMENSION, f"field {name} has the type {dtype}", help="a field holds texts, numbers or lists")
    return Column(values if dtype.is_numeric() else values.cast(pl.String))


def _is_small(values: pl.Series) -> bool:
    return is_exact(values.cast(pl.Int64)) if values.dtype not in (pl.UInt64, pl.Int128) else False


def _multivalue(name: str, values: pl.Series) -> Column:
    inner = values.list.eval(pl.element().drop_nulls())
    if inner.explode().dtype.is_nested():
        raise Flaw(BAD_DIMENSION, f"field {name} has the type {values.dtype}", help="a list holds texts or numbers")
    return Column(simplified(inner.cast(pl.List(pl.String))))


def seconds(name: str, values: pl.Series) -> pl.Series:
    """Epoch seconds from timestamps (without a zone: UTC), numbers, or texts of either.

    Raises: Flaw at the first value that is no time, or one before 1970 or after 2100.
    """
    found = _seconds(name, values)
    wrong = values.is_not_null() & ~found.is_between(EARLIEST_S, LATEST_S, closed="left").fill_null(value=False)
    if wrong.any():
        row = int(wrong.arg_true()[0])
        raise Flaw(
            BAD_TIME,
            f"{name} is {values[row]} in row {row + 1}, not a time between 1970 and 2100",
            help="times are epoch seconds, or texts such as 2024-10-17T12:00:00Z",
        )
    return found


def _seconds(name: str, values: pl.Series) -> pl.Series:
    if isinstance(values.dtype, pl.Datetime):
        return values.dt.epoch("us").cast(pl.Float64) / 1e6
    if values.dtype == pl.String:
        numbers = values.cast(pl.Float64, strict=False)
        if numbers.null_count() == values.null_count():
            return numbers
        return pl.select(pl.coalesce(numbers, parse_times(values))).to_series()
    if values.dtype.is_numeric() or values.dtype == pl.Null:
        return values.cast(pl.Float64)
    raise Flaw(BAD_TIME, f"column {name} has the type {values.dtype}", help="a timestamp, or epoch seconds")
