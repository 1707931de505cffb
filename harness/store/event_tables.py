"""The events of one index as a table, newest first, and what a scan takes from it.

The idea: a window of time is a slice, because the rows are in the order of time; a test of a field of few values is a
comparison of numbers, because such columns keep a dictionary; and the values of a column are gathered only if the
search reads it.

Invariants
- `_time` falls or stays along the rows; events without time come last.
- Of events of the same time the one that was added last comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from harness.data import or_, search_equals, search_word, texts
from harness.data.building import unified
from harness.data.column import Column, Kind
from harness.data.table import Table
from harness.store.event_records import INDEX, INDEX_TIME, TIME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from harness.spl.sources import EventScan, FieldTest
    from harness.timerange import TimeRange

FIRST_COLUMNS = (TIME, "_raw", INDEX, "host", "source", "sourcetype")
ENCODED_FROM = 4096
"""From so many events on, columns of few different texts keep a dictionary."""
_SAMPLE = 1024
_MOST_DIFFERENT = _SAMPLE // 4


def newest_first(parts: Sequence[Table]) -> Table:
    """The events of all parts, which came one after the other, as the table of an index."""
    merged = stacked(parts)
    names = [n for n in FIRST_COLUMNS if n in merged] + [n for n in merged.names if n not in FIRST_COLUMNS]
    order = _order(merged.column(TIME).series)
    columns = ((name, merged.column(name)) for name in names)
    return Table({name: _placed(_stored(column, name), order) for name, column in columns}, merged.height)


def _placed(column: Column, order: pl.Series | None) -> Column:
    if order is None or column.unit is not None:
        return column
    if column.dictionary is None:
        return Column(column.series[order])
    return column.take(order).made()


def _order(times: pl.Series) -> pl.Series | None:
    """The places of the rows in the order of an index; None where they are in it already."""
    if times.len() < 2 or _falls(times):
        return None
    count = times.len()
    last_first = backwards(count)
    if times.null_count() == 0 and times.is_sorted():
        return last_first
    rows = pl.DataFrame({TIME: times.reverse(), "row": last_first})
    return rows.sort(TIME, descending=True, nulls_last=True, maintain_order=True).get_column("row")


def backwards(count: int) -> pl.Series:
    """The numbers of so many rows, the last first."""
    return pl.int_range(count, dtype=pl.UInt32, eager=True).reverse()


def _falls(times: pl.Series) -> bool:
    return times.null_count() == 0 and bool((times.diff(null_behavior="drop") < 0).all())


def _stored(column: Column, name: str) -> Column:
    """The column as it costs least: once for one value, as a dictionary for few."""
    if column.unit is not None or len(column) < ENCODED_FROM or column.kind is not Kind.TEXT or name == "_raw":
        return column
    values = column.series
    if values.gather_every(max(1, values.len() // _SAMPLE)).n_unique() > _MOST_DIFFERENT:
        return column
    found = Column.encoded(values)
    assert found.dictionary is not None
    if found.dictionary.texts.len() == 1 and not found.has_nulls:
        return Column.spread(found.dictionary.texts, len(column))
    return found if found.dictionary.texts.len() <= len(column) // 4 else column


def stacked(parts: Sequence[Table]) -> Table:
    """The rows of all tables, one after the other; fields are the union."""
    if len(parts) == 1:
        return parts[0]
    names = dict.fromkeys(name for part in parts for name in part.names)
    height = sum(part.height for part in parts)
    return Table({name: _joined([part.column(name) for part in parts]) for name in names}, height)


def _joined(columns: Sequence[Column]) -> Column:
    first = columns[0].unit
    if first is not None and all(c.unit is not None and c.unit.equals(first) for c in columns):
        return Column.spread(first, sum(map(len, columns)))
    if all(column.kind is Kind.NULL for column in columns):
        return Column.nulls(sum(map(len, columns)))
    return Column(pl.concat([column.series for column in unified(columns)]))


def scanned(table: Table, scan: EventScan, index_time: float | None) -> Table:
    """The events of a scan from the table of an index; `index_time` is that of events that do not say theirs."""
    rows = within(table, scan.time_range)
    known = rows.column(INDEX_TIME) if INDEX_TIME in rows else None
    rows = rows if known is None else rows.without([INDEX_TIME])
    bounds = scan.index_range
    if scan.with_index_time or bounds.earliest is not None or bounds.latest is not None:
        times = _index_times(known, rows.height, index_time)
        rows = rows.with_column(INDEX_TIME, times)
        rows = rows.filter(inside(times, bounds))
        rows = rows if scan.with_index_time else rows.without([INDEX_TIME])
    for test in scan.tests:
        rows = _tested(rows, test) if rows.height else rows
    for term in scan.terms:
        rows = rows.filter(search_word(rows.column("_raw"), term)) if rows.height else rows
    return rows


def _index_times(known: Column | None, height: int, default: float | None) -> Column:
    if known is None:
        return Column.constant(default, height)
    return known if default is None else Column(known.series.fill_null(default))


def _tested(rows: Table, test: FieldTest) -> Table:
    """The events that pass a test; where they all have the same text then, it is kept once."""
    column = rows.column(test.field)
    kept = rows.filter(_matching(column, test.texts))
    if column.dictionary is None or not kept.height:
        return kept
    texts_left = column.dictionary.texts.filter(_matching(Column(column.dictionary.texts), test.texts).series)
    if texts_left.len() != 1:
        return kept
    return kept.with_column(test.field, Column.spread(texts_left, kept.height))


def _matching(column: Column, patterns: Sequence[str]) -> Column:
    if not patterns:
        return Column.constant(False, len(column))
    return or_(*(search_equals(column, pattern) for pattern in patterns))


def within(table: Table, window: TimeRange) -> Table:
    """The events with a time in a window; over all time also those without one."""
    if window.earliest is None and window.latest is None:
        return table
    times = table.column(TIME).series
    timed = times.slice(0, times.len() - times.null_count())
    start = _first_before(timed, window.latest) if window.latest is not None else 0
    end = _first_before(timed, window.earliest) if window.earliest is not None else timed.len()
    return table.slice(start, max(0, end - start))


def _first_before(falling: pl.Series, bound: float) -> int:
    return int(falling.search_sorted(bound, side="right", descending=True)) if falling.len() else 0


def inside(times: Column, window: TimeRange) -> Column:
    """BOOL: which times lie in a window; a missing one lies in all time only."""
    if window.earliest is None and window.latest is None:
        return Column.constant(True, len(times))
    return times.lifted(lambda values: _between(values.cast(pl.Float64), window))


def _between(values: pl.Series, window: TimeRange) -> pl.Series:
    found = values.is_not_null()
    if window.earliest is not None:
        found &= values >= window.earliest
    if window.latest is not None:
        found &= values < window.latest
    return found.fill_null(value=False)


def merged(tables: Sequence[Table]) -> Table:
    """The events of several indexes, newest first; of the same time those of an earlier index first.

    Cost: the order at once, every column when somebody reads it.
    """
    if len(tables) < 2:
        return tables[0] if tables else Table({})
    times = pl.concat([table.column(TIME).series.cast(pl.Float64) for table in tables])
    rows = pl.DataFrame({TIME: times}).with_row_index("row")
    order = rows.sort(TIME, descending=True, nulls_last=True, maintain_order=True).get_column("row")
    names = dict.fromkeys(name for table in tables for name in table.names)
    columns = {name: _merged_column([table.column(name) for table in tables], order) for name in names}
    return Table(columns, order.len())


def _merged_column(columns: Sequence[Column], order: pl.Series) -> Column:
    kinds = {column.kind for column in columns} - {Kind.NULL}
    if len(kinds) == 1 and kinds <= {Kind.TEXT, Kind.MULTI}:
        return Column.later(kinds.pop(), order.len(), lambda: _joined(columns).series[order])
    return _placed(_joined(columns), order)


def text_columns(columns: Mapping[str, Column]) -> dict[str, Column]:
    """Columns of fields as an index holds them: truth values as the texts that JSON writes."""
    return {name: _told(column) for name, column in columns.items()}


def _told(column: Column) -> Column:
    if column.kind is Kind.BOOL:
        return column.lifted(lambda s: s.replace_strict({True: "true", False: "false"}, return_dtype=pl.String))
    return column if column.kind is Kind.NUMBER else texts(column)
