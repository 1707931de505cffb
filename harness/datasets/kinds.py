"""What a data file holds when its manifest does not say: the manifests of the field have no key for it.

A file is metrics when it is Parquet, or when its first record is a metric in one of the forms that a metric store
reads: HEC's (`"event": "metric"` with `fields`) or a data point (`_time` and `metrics`), or when it begins as OTLP,
metrics in CSV or StatsD do, or when it is the manifest of a metric archive.  Everything else is events, which is what
the field's manifests name.  A file that is missing or damaged counts as metrics: reading it then says what is wrong,
where leaving it out would let a test run on half of its data.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

METRICS, EVENTS = "metrics", "events"
KINDS = (METRICS, EVENTS)
GZIP_MAGIC, PARQUET_MAGIC = b"\x1f\x8b", b"PAR1"
PEEK = 1 << 16
"""So many bytes are looked at; a first record that is longer counts as an event."""
_OTLP = re.compile(rb'[\s\[]*\{\s*"resourceMetrics"\s*:')
_STATSD = re.compile(rb"[^:|\s{\"]+:-?[\d.]+(?:[eE][-+]?\d+)?\|[gc](?:\||\r?$)")


def infer_kind(path: Path) -> str:
    """The kind of a file by its beginning.

    Cost: one read of the first 64 KB.
    """
    start = _beginning(path)
    if start is None or start.startswith(PARQUET_MAGIC) or _is_metric(_first_record(start)):
        return METRICS
    if _is_other_metric_format(start) or (path.name == "archive.json" and _is_archive(path)):
        return METRICS
    return EVENTS


def _is_archive(path: Path) -> bool:
    from harness.store import is_archive

    return is_archive(path)


def _beginning(path: Path) -> bytes | None:
    """The first bytes of a file, unpacked; None where they cannot be read."""
    import zlib

    try:
        with path.open("rb") as stream:
            raw = stream.read(PEEK)
        return zlib.decompressobj(wbits=31).decompress(raw, PEEK) if raw.startswith(GZIP_MAGIC) else raw
    except (OSError, zlib.error):
        return None


def _first_record(start: bytes) -> object:
    """The first JSON value of a text of lines or of one array; None where it does not begin with one."""
    from json.decoder import JSONDecoder

    text = start.decode("utf-8", "replace").lstrip("\ufeff \t\r\n[")
    try:
        return JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def format_names() -> list[str]:
    """The names of the formats of metric files, without importing any."""
    from pathlib import Path

    return sorted(file.stem for file in (Path(__file__).parents[1] / "store" / "formats").glob("[a-z]*.py"))


def _is_other_metric_format(start: bytes) -> bool:
    """Whether a text is OTLP, CSV with the header of metrics, or StatsD."""
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    first = text.partition(b"\n")[0]
    cells = [cell.strip(b'" \r') for cell in first.split(b",")]
    is_csv = b"metric_timestamp" in cells and any(cell.startswith(b"metric_name") for cell in cells)
    is_otlp = _OTLP.match(text) is not None
    return is_csv or is_otlp or _STATSD.match(first) is not None


def _is_metric(record: object) -> bool:
    if not isinstance(record, dict):
        return False
    if record.get("event") == "metric":
        return isinstance(record.get("fields"), dict)
    return "_time" in record and isinstance(record.get("metrics"), dict)
