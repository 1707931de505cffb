"""The event store: event indexes in memory, newest event first.

Events are few beside data points; they are kept as they came until a search asks, then become one table for each
index.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import polars as pl

from harness.data.column import Column
from harness.data.numbers import texts
from harness.data.table import Table
from harness.diagnostics import SourceText
from harness.store.event_records import TIME, Event, decode_event, decode_event_record
from harness.store.files import LINE_SUFFIXES, data_files, decoded_text, read_bytes, unpacked
from harness.store.flaws import Flaw, data_error, raise_all
from harness.store.lines import decode_placed, quick_records, written_lines
from harness.store.names import matching_indexes
from harness.store.scalars import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from harness.spl.sources import EventScan
    from harness.timerange import TimeRange

EventData: TypeAlias = "str | Path | Iterable[Mapping[str, Any]]"
_NO_TIME = float("inf")
FIRST_COLUMNS = (TIME, "_raw", "index", "host", "source", "sourcetype")


class EventStore:
    """Event indexes in memory; an `EventSource` for searches.

    Undecided: the order of events of the same time; the one that came last is given first.
    """

    def __init__(self) -> None:
        self._events: dict[str, list[Event]] = {}
        self._tables: dict[str, Table] = {}

    def __len__(self) -> int:
        """The number of events."""
        return sum(map(len, self._events.values()))

    def event_indexes(self) -> Sequence[str]:
        """The names of the event indexes, sorted."""
        return sorted(self._events)

    def scan_events(self, scan: EventScan) -> Table:
        """The events of a scan, newest first."""
        wanted = matching_indexes(scan.indexes, self._events)
        tables = [_between(self._table(index), scan.time_range) for index in wanted]
        return _merged([table for table in tables if table.height])

    def add_events(self, events: Iterable[Mapping[str, Any]]) -> Self:
        """Adds events: `_time` (epoch seconds), `_raw`, `index` (default `main`), and any field.

        Output: values are texts as Splunk prints them; a list is a multivalue; null is no field.
        Raises: DatasetError at the first event that is wrong, named by its place; nothing is then added.
        """
        decoded: list[Event] = []
        for number, event in enumerate(events):
            try:
                decoded.append(decode_event(event))
            except Flaw as flaw:
                raise data_error(f"events[{number}]", flaw, shown(event)) from flaw
        return self._take(decoded)

    def add_lines(self, text: str | Iterable[str], name: str = "events") -> Self:
        """Adds JSON events of a text or of lines: events as `add_events` takes them, or HEC event objects.

        Raises: DatasetError with one diagnostic for each line that is wrong; nothing is then added.
        """
        whole = text if isinstance(text, str) else "\n".join(line.rstrip("\n") for line in text)
        return self._take(_decoded(SourceText(name, whole)))

    def load(self, path: str | Path) -> Self:
        """Adds a file of JSON lines, gzip or not, or every such file under a folder.

        Raises: DatasetError.
        """
        for file in data_files(Path(path), LINE_SUFFIXES):
            self.add_lines(decoded_text(file, unpacked(file, read_bytes(file))), str(file))
        return self

    def _take(self, events: Iterable[Event]) -> Self:
        for event in events:
            self._events.setdefault(event.index, []).append(event)
        self._tables.clear()
        return self

    def _table(self, index: str) -> Table:
        if index not in self._tables:
            self._tables[index] = _newest_first(self._events[index])
        return self._tables[index]


def load_events(data: EventData) -> EventStore:
    """A store of the events of a file, a folder, or an iterable of events.

    Raises: DatasetError.
    """
    store = EventStore()
    return store.load(data) if isinstance(data, (str, Path)) else store.add_events(data)


def _decoded(source: SourceText) -> list[Event]:
    records = quick_records(written_lines(source.text))
    try:
        if records is not None:
            return [decode_event_record(record) for record in records]
    except Flaw:
        pass
    found: list[Event] = []
    raise_all(decode_placed(source, lambda record: found.append(decode_event_record(record))))
    return found


def _newest_first(events: Sequence[Event]) -> Table:
    latest_first = list(reversed(events))
    rows = sorted(latest_first, key=lambda event: _NO_TIME if event.time is None else -event.time)
    return Table(_columns(rows), len(rows))


def _columns(rows: Sequence[Event]) -> dict[str, Column]:
    names = dict.fromkeys(name for row in rows for name in row.fields)
    columns = {TIME: Column(pl.Series([row.time for row in rows], dtype=pl.Float64))}
    for name in (*(n for n in FIRST_COLUMNS if n in names), *(n for n in names if n not in FIRST_COLUMNS)):
        columns[name] = texts(Column.of(row.fields.get(name) for row in rows))
    return columns


def _between(table: Table, time_range: TimeRange) -> Table:
    if time_range.earliest is None and time_range.latest is None:
        return table
    times = table.column(TIME).series
    inside = times.is_not_null()
    if time_range.earliest is not None:
        inside &= times >= time_range.earliest
    if time_range.latest is not None:
        inside &= times < time_range.latest
    return table.filter(Column(inside))


def _merged(tables: Sequence[Table]) -> Table:
    if not tables:
        return Table({})
    merged = tables[0]
    for table in tables[1:]:
        merged = merged.concat(table)
    if len(tables) == 1:
        return merged
    times = pl.DataFrame({TIME: merged.column(TIME).series}).with_row_index("row")
    return merged.take(times.sort(TIME, descending=True, nulls_last=True, maintain_order=True).get_column("row"))
