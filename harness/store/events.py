"""The event store: event indexes in memory, in columns, newest event first.

What is added is kept as it came, a table for each piece, until a search asks; then the pieces of an index become one
table in the order of time.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import polars as pl

from harness.data.column import Column
from harness.data.table import Table
from harness.diagnostics import SourceText
from harness.frozen import frozen
from harness.store.event_files import (
    CSV_SUFFIX,
    EVENT_SUFFIXES,
    RAW_SUFFIXES,
    check_sourcetype,
    csv_frame,
    form_of,
    is_raw_json,
)
from harness.store.event_frames import json_frame, parquet_frame, tables_by_index, tables_of
from harness.store.event_records import (
    INDEX,
    NOWHERE,
    TIME,
    Event,
    EventOrigin,
    decode_event,
    decode_event_record,
)
from harness.store.event_tables import backwards, merged, newest_first, scanned, text_columns
from harness.store.files import PARQUET_MAGIC, PARQUET_SUFFIX, data_files, decoded_text, read_bytes, unpacked
from harness.store.flaws import Flaw, data_error, diagnose_text, raise_all
from harness.store.ingestion import Ingestion
from harness.store.lines import decode_placed, quick_records, written_lines
from harness.store.names import matching_indexes
from harness.store.record_columns import record_columns
from harness.store.scalars import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from harness.spl.sources import EventScan


@frozen
class EventFile:
    """A file of events, or a folder of them, and what holds for events that do not say it themselves."""

    path: str | Path
    sourcetype: str | None = None
    source: str | None = None
    host: str | None = None
    index: str | None = None


EventData: TypeAlias = "str | Path | EventFile | Iterable[Mapping[str, Any]]"


class EventStore:
    """Event indexes in memory; an `EventSource` for searches.

    Input: `index_time` is when events are indexed (epoch seconds), the `now` of the search; `ingestion` holds the rules
    for raw text.
    Undecided: the order of events of the same time; the one that came last is given first.
    """

    def __init__(self, *, index_time: float | None = None, ingestion: Ingestion | None = None) -> None:
        self.index_time = index_time
        self._ingestion = ingestion or Ingestion()
        self._parts: dict[str, list[Table]] = {}
        self._tables: dict[str, Table] = {}

    def __len__(self) -> int:
        """The number of events."""
        return sum(part.height for parts in self._parts.values() for part in parts)

    def event_indexes(self) -> Sequence[str]:
        """The names of the event indexes, sorted."""
        return sorted(self._parts)

    def scan_events(self, scan: EventScan) -> Table:
        """The events of a scan, newest first.

        Cost: by the window, the tests and the terms of the scan; columns that nobody reads cost nothing.
        """
        wanted = matching_indexes(scan.indexes, self._parts)
        tables = [scanned(self._table(index), scan, self.index_time) for index in wanted]
        return merged([table for table in tables if table.height])

    def add_events(self, events: Iterable[Mapping[str, Any]]) -> Self:
        """Adds events: `_time` (epoch seconds), `_raw`, `index` (default `main`), and any field.

        Output: values are texts as Splunk prints them; a list is a multivalue; null is no field.
        Raises: DatasetError at the first event that is wrong, named by its place; nothing is then added.
        """
        listed = list(events)
        found = _quick_tables(listed, NOWHERE)
        if found is not None:
            return self._take(found)
        decoded: list[Event] = []
        for number, event in enumerate(listed):
            try:
                decoded.append(decode_event(event))
            except Flaw as flaw:
                raise data_error(f"events[{number}]", flaw, shown(event)) from flaw
        return self._take(_tables(decoded))

    def add_columns(self, columns: Mapping[str, Any], origin: EventOrigin = NOWHERE) -> Self:
        """Adds events as columns of equal length: `_time` (epoch seconds), `_raw`, `index`, and any field.

        Input: sequences, or arrays of NumPy or Polars.
        Raises: DatasetError.
        """
        try:
            frame = pl.DataFrame(columns)
            return self._take(tables_of(frame, origin))
        except Flaw as flaw:
            raise data_error("events", flaw) from flaw
        except (pl.exceptions.PolarsError, TypeError) as error:
            raise data_error("events", Flaw("DS160", f"the columns of events do not fit together: {error}")) from error

    def add_lines(self, text: str | Iterable[str], name: str = "events", origin: EventOrigin = NOWHERE) -> Self:
        """Adds JSON events of a text or of lines: events as `add_events` takes them, or HEC event objects.

        Raises: DatasetError with one diagnostic for each line that is wrong; nothing is then added.
        """
        whole = text if isinstance(text, str) else "\n".join(line.rstrip("\n") for line in text)
        return self._take(_json_tables(SourceText(name, whole), self._dated(origin)))

    def add_raw(self, text: str, origin: EventOrigin, name: str = "events") -> Self:
        """Adds the events of a raw text, cut and dated by the rules of its sourcetype.

        Raises: DatasetError where it has no sourcetype, its times are not recognized, or a rule is not executed here.
        """
        from harness.store.raw_text import raw_table

        try:
            check_sourcetype(origin)
            dated = self._dated(origin)
            return self._take([raw_table(text, dated, self._ingestion.rules(dated))])
        except Flaw as flaw:
            raise_all([diagnose_text(flaw, SourceText(name, text))])
            raise

    def load(self, path: str | Path, origin: EventOrigin = NOWHERE) -> Self:
        """Adds a file of events in any form (see `event_files`), gzip or not, or every such file under a folder.

        Raises: DatasetError.
        """
        for file in data_files(Path(path), EVENT_SUFFIXES):
            self._load(file, origin)
        return self

    def _load(self, file: Path, origin: EventOrigin) -> None:
        data, form = unpacked(file, read_bytes(file)), form_of(file)
        if data.startswith(PARQUET_MAGIC) or form in (CSV_SUFFIX, PARQUET_SUFFIX):
            self._load_frame(file, data, origin)
            return
        text = decoded_text(file, data)
        is_raw = form in RAW_SUFFIXES if form else bool(origin.sourcetype)
        if is_raw or is_raw_json(text, origin):
            self.add_raw(text, _sourced(origin, file), str(file))
        else:
            self.add_lines(text, str(file), origin)

    def _load_frame(self, file: Path, data: bytes, origin: EventOrigin) -> None:
        is_parquet = data.startswith(PARQUET_MAGIC) or form_of(file) == PARQUET_SUFFIX
        text = "" if is_parquet else decoded_text(file, data)
        try:
            frame = parquet_frame(data) if is_parquet else csv_frame(text)
            self._take(tables_of(frame, origin))
        except Flaw as flaw:
            raise_all([diagnose_text(flaw, SourceText(str(file), text))])

    def _dated(self, origin: EventOrigin) -> EventOrigin:
        if origin.index_time is not None or self.index_time is None:
            return origin
        return EventOrigin(origin.sourcetype, origin.source, origin.host, origin.index, self.index_time)

    def _take(self, tables: Iterable[tuple[str, Table]]) -> Self:
        for index, table in list(tables):
            self._parts.setdefault(index, []).append(table)
            self._tables.pop(index, None)
        return self

    def _table(self, index: str) -> Table:
        if index not in self._tables:
            self._tables[index] = newest_first(self._parts[index])
            # The pieces are not needed beside the whole; what comes later is newer than all of it.
            self._parts[index] = [_as_added(self._tables[index])]
        return self._tables[index]


def _as_added(table: Table) -> Table:
    """The rows of an index as a piece that gives the same order again: the first of a time comes last."""
    return table.take(backwards(table.height))


def load_events(data: EventData, *, index_time: float | None = None, ingestion: Ingestion | None = None) -> EventStore:
    """A store of the events of a file, a folder, or an iterable of events.

    Raises: DatasetError.
    """
    store = EventStore(index_time=index_time, ingestion=ingestion)
    if isinstance(data, EventFile):
        return store.load(data.path, EventOrigin(data.sourcetype, data.source, data.host, data.index))
    return store.load(data) if isinstance(data, (str, Path)) else store.add_events(data)


def _sourced(origin: EventOrigin, file: Path) -> EventOrigin:
    """The origin of a file of raw text, whose source is the file where no other is named."""
    return EventOrigin(origin.sourcetype, origin.source or file.name, origin.host, origin.index, origin.index_time)


def _json_tables(source: SourceText, origin: EventOrigin) -> list[tuple[str, Table]]:
    frame = json_frame(source.text.encode()) if source.text.isascii() or _is_encodable(source.text) else None
    try:
        if frame is not None and frame.width:
            return list(tables_of(frame, origin))
    except Flaw:
        pass
    return _read_tables(source, origin)


def _read_tables(source: SourceText, origin: EventOrigin) -> list[tuple[str, Table]]:
    """The events of a text, read record by record."""
    records = quick_records(written_lines(source.text))
    found = None if records is None else _quick_tables(records, origin, with_hec=True)
    return found if found is not None else list(_tables(_decoded(source, origin)))


def _quick_tables(
    records: Sequence[Any], origin: EventOrigin, *, with_hec: bool = False
) -> list[tuple[str, Table]] | None:
    """The events of usual records; None where they must be decoded one by one."""
    columns = record_columns(records, origin, with_hec=with_hec)
    try:
        return None if columns is None else list(tables_by_index(columns, len(records), origin))
    except Flaw:
        return None


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _decoded(source: SourceText, origin: EventOrigin) -> list[Event]:
    found: list[Event] = []
    raise_all(decode_placed(source, lambda record: found.append(decode_event_record(record, origin))))
    return found


def _tables(events: Sequence[Event]) -> Iterator[tuple[str, Table]]:
    """The events by index, in the order in which they came."""
    names = dict.fromkeys(event.index for event in events)
    by_index = events if len(names) < 2 else sorted(events, key=lambda event: event.index)
    for index, group in groupby(by_index, key=lambda event: event.index):
        rows = list(group)
        yield index, Table(_columns(rows, index), len(rows))


def _columns(rows: Sequence[Event], index: str) -> dict[str, Column]:
    names = dict.fromkeys(name for row in rows for name in row.fields)
    columns = {name: Column.of([row.fields.get(name) for row in rows]) for name in names if name != INDEX}
    times = Column(pl.Series([row.time for row in rows], dtype=pl.Float64))
    return {TIME: times, **text_columns(columns), INDEX: Column.constant(index, len(rows))}
