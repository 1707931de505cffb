"""The inline data of `makeresults`: CSV and JSON texts as tables.

Measured on Splunk 10.4.2: CSV rows have no `_time`, an empty cell is null, a short row lacks its last fields, cells
beyond the header are dropped; a JSON row keeps its object as `_raw` and has a `_time`; a nested value becomes its own
JSON text; a text that is no JSON at all gives no rows, and JSON that is not an array of objects is an error.
"""

from __future__ import annotations

import json
from typing import Any

from harness.data import Column, Table, Value


def csv_rows(text: str) -> Table:
    """The rows below a header line."""
    import csv

    lines = [line for line in csv.reader(text.strip("\r\n").splitlines(keepends=True)) if line]
    if not lines:
        return Table({})
    # A documented example has a blank behind each comma of its header: `name, age`.
    header, rows = [name.strip() for name in lines[0]], lines[1:]
    cells = {
        name: [row[place] or None if place < len(row) else None for row in rows] for place, name in enumerate(header)
    }
    return Table({name: Column.of(values) for name, values in cells.items()}, len(rows))


def json_rows(text: str, now: float) -> Table:
    """The objects of an array.

    Raises: ValueError for JSON that is no array of objects.
    """
    try:
        objects = json.loads(text)
    except ValueError:
        return Table({})
    if not isinstance(objects, list) or not all(isinstance(item, dict) for item in objects):
        raise ValueError("JSON data is an array of objects")
    return Table.from_rows([{"_time": now, "_raw": _compact(item), **_fields(item)} for item in objects])


def _fields(item: dict[str, Any]) -> dict[str, Value]:
    return {name: _value(value) for name, value in item.items() if value is not None}


def _value(value: Any) -> Value:
    if isinstance(value, bool | list | dict):
        return _compact(value)
    return value if isinstance(value, int | float) else str(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
