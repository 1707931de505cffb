"""Metrics in CSV: what the two forms of Splunk share, `metrics_csv` and `csv` with several measurements in a row.

The header names the columns: `metric_timestamp` in epoch seconds; `metric_name` and `_value`, or one column
`metric_name:<name>` for each metric; every other column is a dimension.  An empty cell is no dimension or measurement.

Differs: `index`, `host`, `source` and `sourcetype` are those of the point, as in HEC's object.  Splunk takes the four
from the input that reads the file, and calls columns of these names `extracted_host` and so on; a file of a dataset
has no input beside it.
Source: Splunk, Metrics, "Get metrics in from other sources", CSV; the same, "Best practices for metrics".
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from harness.diagnostics import Span
from harness.store.flaws import BAD_TIME, NO_MEASUREMENT, Flaw
from harness.store.formats._points import (
    PREFIX,
    MetricPoint,
    Placed,
    cannot_carry,
    decoded,
    refuse_reserved,
    taken_index,
)
from harness.store.scalars import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.diagnostics import SourceText

TIMESTAMP, NAME, VALUE = "metric_timestamp", "metric_name", "_value"
BAD_HEADER = "DS301"
BAD_ROW = "DS302"
LARGEST_CELL = 1 << 24


def looks_like_metrics(start: str) -> bool:
    """Whether the first line of a text is the header of metrics in CSV."""
    return header_has(start, TIMESTAMP)


def header_has(start: str, name: str) -> bool:
    """Whether the first line of a text is a CSV header with this column."""
    try:
        cells = next(csv.reader([start.removeprefix("\ufeff").partition("\n")[0]]), [])
    except csv.Error:
        return False
    return name in (cell.strip() for cell in cells)


def read_rows(source: SourceText, index: str | None) -> Iterator[Placed]:
    """The points of a CSV text, one item for each row."""
    rows = PlacedRows(source.text)
    try:
        header = next(rows, None)
        _check_header(header or [])
    except Flaw as flaw:
        yield Placed(rows.span, flaw=flaw, is_end=True)
        return
    while True:
        try:
            cells = next(rows, None)
            if cells is None:
                return
            yield Placed(rows.span, (_point(header or [], cells, index),) if cells else ())
        except Flaw as flaw:
            yield Placed(rows.span, flaw=flaw, is_end=rows.is_broken)
            if rows.is_broken:
                return


class PlacedRows:
    """Rows of a CSV text, and the place of the one that was read last."""

    def __init__(self, text: str) -> None:
        self.span, self.is_broken = Span(0, 0), False
        self._length = len(text)
        self._at = 0
        csv.field_size_limit(max(csv.field_size_limit(), LARGEST_CELL))
        self._rows = csv.reader(self._lines(text), strict=True)

    def _lines(self, text: str) -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            self._at += len(line)
            yield line

    def __iter__(self) -> PlacedRows:
        return self

    def __next__(self) -> list[str]:
        start = self._at
        try:
            return next(self._rows)
        except csv.Error as error:
            self.is_broken = True
            raise Flaw(BAD_ROW, f"the row is not CSV: {error}", label="not CSV") from error
        finally:
            self.span = Span(start, max(start, self._at - 1))


def _check_header(header: Sequence[str]) -> None:
    """Raises: Flaw for a header that is none of metrics, or names a column twice."""
    forms = f"the columns are {TIMESTAMP}, {NAME} and {VALUE}, or {PREFIX}<name> for each metric, and dimensions"
    if TIMESTAMP not in header:
        raise Flaw(BAD_HEADER, f"the header has no {TIMESTAMP}", label="the header", help=forms)
    if NAME in header and VALUE not in header:
        raise Flaw(BAD_HEADER, f"the header has {NAME} and no {VALUE}", label="the header", help=forms)
    if NAME not in header and not any(name.startswith(PREFIX) for name in header):
        raise Flaw(BAD_HEADER, "the header names no measurement", label="the header", help=forms)
    for name in header:
        if header.count(name) > 1 or not name:
            what = f"the column {name} twice" if name else "a column without a name"
            raise Flaw(BAD_HEADER, f"the header has {what}", at=name, label="the header")


def _point(header: Sequence[str], cells: Sequence[str], index: str | None) -> MetricPoint:
    if len(cells) != len(header):
        raise Flaw(BAD_ROW, f"the row has {len(cells)} cells, the header {len(header)}", label="other number of cells")
    fields = {name: cell for name, cell in zip(header, cells, strict=True) if cell}
    time = fields.pop(TIMESTAMP, None)
    if time is None:
        raise Flaw(BAD_TIME, f"the row has no {TIMESTAMP}", label="no time")
    measures = {
        name.removeprefix(PREFIX): fields.pop(name) for name in header if name.startswith(PREFIX) and name in fields
    }
    name, value = fields.pop(NAME, None), fields.pop(VALUE, None)
    if name is not None:
        if value is None:
            raise Flaw(NO_MEASUREMENT, f"metric {name} has no {VALUE}", label=f"no {VALUE}")
        measures.setdefault(name, value)
    if not measures:
        raise Flaw(NO_MEASUREMENT, "the row has no measurement", label="no measurement")
    home = taken_index(fields, index)
    return decoded(time, home, measures, fields)


def check_columns(point: MetricPoint) -> None:
    """Raises a Flaw for a dimension that has no column of its own in CSV."""
    refuse_reserved(point)
    for name in point.dimensions:
        if name in (TIMESTAMP, ""):
            raise cannot_carry(f"a dimension called {shown(name)}", "rename the dimension")


def table_lines(header: Sequence[str], rows: Iterator[dict[str, str]]) -> Iterator[str]:
    """CSV lines with every cell in quotes, as in Splunk's own examples."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, restval="", quoting=csv.QUOTE_ALL, lineterminator="")
    writer.writeheader()
    yield out.getvalue()
    for row in rows:
        out.seek(0)
        out.truncate()
        writer.writerow(row)
        yield out.getvalue()
