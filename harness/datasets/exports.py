"""What a user can export from Splunk: results of mpreview and mstats as JSON, JSON rows or CSV.

A file holds the answer of a search job (`{"results": [..]}`), rows or columns (`{"fields": [..], "rows": [..]}`), the
lines of an export (`{"preview": false, "result": {..}}`), plain objects, or CSV.  A result is a data point where it has
`_time` and measurements, which are found by the names of its fields:

- `metric_name:<name>`, and `metric_name` with `_value`: mpreview;
- `avg(<name>)`, and `metric_name` with `avg(_value)`, or another function: mstats with a span;
- a field that the user says is one, since AS renamed it.

All other fields are dimensions, but those that Splunk adds to any result.

Source: REST API Reference, search/jobs/{sid}/results and search/jobs/export, output_mode; Search Reference, mstats.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from harness.diagnostics import Span
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from harness.diagnostics import SourceText
    from harness.store.formats import MetricPoint

NOT_AN_EXPORT = "DS310"
LOCAL_TIME = "DS311"
NO_MEASURE = "DS312"
PREFIX = "metric_name:"
_FUNCTION = re.compile(r"([a-z_]+\d*(?:\.\d+)?)\((.+)\)")
_ADDED = frozenset({"splunk_server", "splunk_server_group", "linecount", "punct", "eventtype", "tag", "timestamp"})
_ADDED_PATTERN = re.compile(r"_.*|date_\w+|tag::.*|time(start|end)pos")
_ZONE = re.compile(r".*(?:Z|[+-]\d\d:?\d\d)")


@frozen
class ExportRules:
    """What the user says of an export: the index of its points, and which fields are measurements of which metric."""

    index: str | None
    measures: Mapping[str, str]


@frozen
class ExportRow:
    """One result, where it stands, and how messages call it."""

    values: Mapping[str, Any]
    span: Span
    number: int


def export_rows(source: SourceText, *, is_csv: bool) -> Iterator[ExportRow]:
    """The results of an export.

    Raises: Flaw, with the line in its message where the text cannot be read on.
    """
    rows = _csv_rows(source) if is_csv else _json_rows(source)
    for number, (values, span) in enumerate(rows, 1):
        yield ExportRow(values, span, number)


def _csv_rows(source: SourceText) -> Iterator[tuple[Mapping[str, Any], Span]]:
    from harness.store.flaws import Flaw
    from harness.store.formats import PlacedRows

    rows = PlacedRows(source.text)
    header = next(rows, [])
    if len(set(header)) != len(header):
        raise Flaw(NOT_AN_EXPORT, "the header names a field twice", label="the header")
    for cells in rows:
        if cells and len(cells) != len(header):
            message = f"line {source.position(rows.span.start).line} has {len(cells)} cells, the header {len(header)}"
            raise Flaw(NOT_AN_EXPORT, message, at=source.text[rows.span.start : rows.span.end][:60], label="not a row")
        if cells:
            yield {name: cell for name, cell in zip(header, cells, strict=True) if cell}, rows.span


def _json_rows(source: SourceText) -> Iterator[tuple[Mapping[str, Any], Span]]:
    from harness.store.lines import placed_records

    for record in placed_records(source.text):
        if record.flaw is not None:
            raise record.flaw
        for values in _results(record.value):
            yield values, record.span


def _results(document: Any) -> Iterator[Mapping[str, Any]]:
    """The results in one JSON value, in any of the forms of Splunk's output modes."""
    if not isinstance(document, dict):
        raise _no_export("a JSON value is no object")
    if isinstance(document.get("result"), dict):
        if not document.get("preview"):
            yield document["result"]
    elif "results" in document:
        yield from _objects(document["results"])
    elif isinstance(document.get("fields"), list) and ("rows" in document or "columns" in document):
        yield from _table(document)
    elif not document.keys() <= {"preview", "offset", "lastrow", "messages", "init_offset"}:
        yield document


def _table(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    fields = [str(field.get("name")) if isinstance(field, dict) else str(field) for field in document["fields"]]
    lines = document["rows"] if "rows" in document else zip(*document["columns"], strict=True)
    for cells in lines:
        if not isinstance(cells, (list, tuple)) or len(cells) != len(fields):
            raise _no_export("a row has other cells than there are fields")
        yield dict(zip(fields, cells, strict=True))


def _objects(results: Any) -> Iterator[Mapping[str, Any]]:
    if not isinstance(results, list) or not all(isinstance(row, dict) for row in results):
        raise _no_export('"results" is no list of objects')
    yield from results


def _no_export(reason: str) -> Exception:
    from harness.store.flaws import Flaw

    help_text = "export results of mpreview or mstats as JSON or CSV"
    return Flaw(NOT_AN_EXPORT, f"the file is no export of Splunk: {reason}", label="not an export", help=help_text)


def export_point(row: Mapping[str, Any], rules: ExportRules) -> MetricPoint | None:
    """The data point of a result; None for one whose measurements are all empty.

    Raises: Flaw.
    """
    from harness.store.formats import decoded_point
    from harness.store.scalars import decode_index

    values = {name: value for name, value in _unfolded(row).items() if value is not None and value not in ("", [])}
    measures = _measures(values, rules.measures, _unfolded(row))
    if not measures:
        return None
    index = decode_index(rules.index or values.get("index"), None)
    dimensions = {name: value for name, value in values.items() if not _is_no_dimension(name, rules)}
    return decoded_point(_epoch(values.get("_time")), index, measures, dimensions)


def _unfolded(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A result with what the JSON in its `_raw` says, which is how mpreview shows a data point."""
    raw = row.get("_raw")
    if not isinstance(raw, str) or not raw.startswith("{"):
        return row
    try:
        inner = json.loads(raw)
    except ValueError:
        return row
    return {**inner, **{name: value for name, value in row.items() if name != "_raw"}}


def _is_no_dimension(name: str, rules: ExportRules) -> bool:
    return (
        name in ("index", "metric_name", *_ADDED, *rules.measures)
        or name.startswith(PREFIX)
        or _FUNCTION.fullmatch(name) is not None
        or _ADDED_PATTERN.fullmatch(name) is not None
    )


def _measures(values: Mapping[str, Any], said: Mapping[str, str], row: Mapping[str, Any]) -> dict[str, Any]:
    """The measurements of a result by metric."""
    if said:
        return {metric: values[field] for field, metric in said.items() if field in values}
    found: dict[str, str] = {}
    for field in row:
        metric = _metric_of(field, row)
        if metric and metric in found:
            raise _no_measure(f"{found[metric]} and {field} are both of {metric}", field)
        if metric:
            found[metric] = field
    if not found:
        raise _no_measure(f"none of the fields {', '.join(row)[:120]} is a measurement", "")
    return {metric: values[field] for metric, field in found.items() if field in values}


def _metric_of(field: str, row: Mapping[str, Any]) -> str | None:
    """The metric that a field measures."""
    if field.startswith(PREFIX):
        return field.removeprefix(PREFIX)
    call = _FUNCTION.fullmatch(field)
    inner = call[2].strip("\"'") if call else field
    if inner == "_value":
        named = row.get("metric_name")
        return named if isinstance(named, str) else None
    return inner if call else None


def _no_measure(reason: str, at: str) -> Exception:
    from harness.store.flaws import Flaw

    way_out = "say which field measures what: --measure 'avg(tcp.bytes)=tcp.bytes'"
    return Flaw(NO_MEASURE, f"it is open what the result measures: {reason}", at=at, label="which?", help=way_out)


def _epoch(value: Any) -> Any:
    """Epoch seconds of `_time`; what is no time is left to who decodes the point."""
    from datetime import datetime

    from harness.store.flaws import BAD_TIME, Flaw

    if value is None:
        help_text = "mstats needs a span for its results to have a time"
        raise Flaw(BAD_TIME, "the result has no _time", label="no _time", help=help_text)
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\d", value):
        return value
    if not _ZONE.fullmatch(value):
        message = f"the time {value} has no time zone"
        raise Flaw(LOCAL_TIME, message, at=value, label="whose time?", help="export by REST, which writes the offset")
    try:
        return datetime.fromisoformat(value.replace(" ", "T", 1)).timestamp()
    except ValueError as error:
        raise Flaw(BAD_TIME, f"_time is {value}, not a time", at=value, label="not a time") from error
