"""Event files by their names: JSON lines, CSV, Parquet, raw text and XML, packed by gzip or not.

A JSON file holds events as dictionaries of fields or HEC objects.  Where a sourcetype is given and its first object is
neither (it has no `_time`, no `_raw` and no `event`), each line is the raw text of an event of that sourcetype.
"""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from json.decoder import JSONDecoder
from typing import TYPE_CHECKING

import polars as pl

from harness.store.event_records import RAW, TIME, EventOrigin, is_hec_event
from harness.store.files import LINE_SUFFIXES, PARQUET_SUFFIX
from harness.store.flaws import BAD_CSV, NO_SOURCETYPE, Flaw

if TYPE_CHECKING:
    from pathlib import Path

CSV_SUFFIX = ".csv"
RAW_SUFFIXES = (".log", ".txt", ".xml")
EVENT_SUFFIXES = (*LINE_SUFFIXES, CSV_SUFFIX, PARQUET_SUFFIX, *RAW_SUFFIXES)
_MULTIVALUE = "__mv_"


def form_of(path: Path) -> str:
    """The suffix of a file that says its form, without `.gz`; empty for a name that says nothing."""
    name = path.name.lower().removesuffix(".gz")
    return next((suffix for suffix in EVENT_SUFFIXES if name.endswith(suffix)), "")


def is_raw_json(text: str, origin: EventOrigin) -> bool:
    """Whether JSON text is the raw text of events of a sourcetype, and not records."""
    if origin.sourcetype is None:
        return False
    start = len(text) - len(text.lstrip("\ufeff \t\r\n["))
    try:
        record, _ = JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return True
    return not (isinstance(record, dict) and (TIME in record or RAW in record or is_hec_event(record)))


def check_sourcetype(origin: EventOrigin) -> None:
    """Refuses raw text without a sourcetype, which decides how it becomes events.

    Raises: Flaw.
    """
    if not origin.sourcetype:
        raise Flaw(
            NO_SOURCETYPE,
            "raw text needs a sourcetype",
            help="give one: --sourcetype NAME, EventFile(path, sourcetype=..), or sourcetype in the manifest",
        )


def csv_frame(text: str) -> pl.DataFrame:
    """The frame of a CSV text with a header row: all values are text, an empty one is none.

    `__mv_<field>` of Splunk's export holds the members of a multivalue (`$a$;$b$`).
    Raises: Flaw, with the line that is wrong.
    """
    try:
        frame = pl.read_csv(BytesIO(text.encode()), infer_schema=False)
    except (pl.exceptions.PolarsError, UnicodeEncodeError) as error:
        raise _csv_flaw(text, error) from error
    twice = [name for name in frame.columns if "_duplicated_" in name]
    if twice:
        raise Flaw(BAD_CSV, f'two columns are named "{twice[0].partition("_duplicated_")[0]}"', label="this header")
    frame = frame.with_columns(pl.when(pl.all() != "").then(pl.all()).name.keep())
    return _with_multivalues(frame)


def _csv_flaw(text: str, error: Exception) -> Flaw:
    """What is wrong with a CSV text, at the line where the reader stopped."""
    reader = csv.reader(StringIO(text, newline=""))
    try:
        header = next(reader, [])
        for row in reader:
            if len(row) > len(header):
                message = f"line {reader.line_num} has {len(row)} values, the header names {len(header)}"
                return Flaw(BAD_CSV, message, at=",".join(row)[:60], label="too many values")
    except csv.Error as problem:
        return Flaw(BAD_CSV, f"line {reader.line_num} is not CSV: {problem}", label="not CSV")
    return Flaw(BAD_CSV, f"the text is not CSV: {str(error).partition(chr(10))[0]}", label="not CSV")


def _with_multivalues(frame: pl.DataFrame) -> pl.DataFrame:
    names = [name for name in frame.columns if name.startswith(_MULTIVALUE)]
    for name in names:
        members = pl.col(name).str.strip_prefix("$").str.strip_suffix("$").str.split("$;$")
        members = members.list.eval(pl.element().str.replace_all("$$", "$", literal=True))
        field = name.removeprefix(_MULTIVALUE)
        if field in frame.columns and frame.get_column(name).null_count() < frame.height:
            single = pl.concat_list(pl.col(field))
            chosen = pl.when(pl.col(name).is_not_null()).then(members)
            frame = frame.with_columns(chosen.when(pl.col(field).is_not_null()).then(single).alias(field))
    return frame.drop(names)
