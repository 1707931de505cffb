"""Many records at once as columns: the quick way for what is usual, and None for what is not.

Whatever is unusual (a value that is no scalar and no list of them, a time that is no number) is left to the decoding
of one record after the other, which knows what is wrong and where.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import polars as pl

from harness.data.column import Column
from harness.store.event_records import INDEX, INDEX_TIME, RAW, TIME, EventOrigin, is_hec_event, truth_text
from harness.store.event_tables import text_columns
from harness.store.points import HEC_DIMENSIONS
from harness.store.scalars import EARLIEST_S, LATEST_S

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCALARS = frozenset({str, int, float, bool, type(None)})
_NUMBERS = frozenset({int, float, type(None)})
_NESTED = (dict, list, tuple)


def record_columns(records: Sequence[Any], origin: EventOrigin, *, with_hec: bool) -> dict[str, Column] | None:
    """The columns of dictionaries of fields, and with `with_hec` of HEC objects; None for unusual ones."""
    if not records or set(map(type, records)) != {dict}:
        return None
    flat = [_flat(record, origin) for record in records] if with_hec else list(records)
    plain = [record for record in flat if record is not None]
    if len(plain) < len(flat):
        return None
    names = dict.fromkeys(name for record in plain for name in record)
    if not all(type(name) is str for name in names):
        return None
    columns = {name: _column(name, [record.get(name) for record in plain]) for name in names}
    found = {name: column for name, column in columns.items() if column is not None}
    return text_columns(found) if len(found) == len(columns) else None


def _flat(record: dict[str, Any], origin: EventOrigin) -> dict[str, Any] | None:
    """The fields of a record; of an object of HEC those of its envelope."""
    if not is_hec_event(record):
        return record
    event, fields, time = record["event"], record.get("fields") or {}, record.get("time")
    if event is None or event == "" or type(fields) is not dict:
        return None
    raw = event if isinstance(event, str) else _JSON.encode(event)
    envelope = {name: record[name] for name in (*HEC_DIMENSIONS, INDEX) if name in record}
    return {TIME: origin.index_time if time is None else time, **fields, RAW: raw, **envelope}


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _column(name: str, values: list[Any]) -> Column | None:
    types = set(map(type, values))
    if name in (TIME, INDEX_TIME):
        return _times(values) if types <= _NUMBERS else None
    if name == INDEX:
        return Column.of(values) if types <= {str, type(None)} else None
    if types <= _SCALARS:
        return Column.of(map(truth_text, values) if bool in types else values)
    if types <= _SCALARS | {list} and not _is_nested(values):
        return Column.of(list(map(truth_text, value)) if type(value) is list else truth_text(value) for value in values)
    return None


def _is_nested(values: list[Any]) -> bool:
    return any(isinstance(member, _NESTED) for value in values if type(value) is list for member in value)


def _times(values: list[Any]) -> Column | None:
    try:
        times = pl.Series(values, dtype=pl.Float64, strict=False)
    except (OverflowError, TypeError, pl.exceptions.PolarsError):
        return None
    good = times.is_between(EARLIEST_S, LATEST_S, closed="left")
    return Column(times) if good.all() and times.null_count() == values.count(None) else None
