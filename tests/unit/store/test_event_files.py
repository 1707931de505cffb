"""Files of events in every form, and what is wrong with them."""

from __future__ import annotations

import gzip
import json
import os
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

import harness
from harness.data import RenderedRow
from harness.diagnostics import Diagnostic
from harness.errors import DatasetError
from harness.spl.sources import EventScan
from harness.store import EventFile, EventOrigin, EventStore, load_events
from harness.timerange import ALL_TIME

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_729_170_000.0


def rows(store: EventStore) -> list[RenderedRow]:
    return store.scan_events(EventScan(("*",), ALL_TIME)).rows()


def problem(error: pytest.ExceptionInfo[DatasetError]) -> tuple[str, int]:
    (found,) = error.value.diagnostics
    assert isinstance(found, Diagnostic)
    return found.code, found.location.position.line


def test_csv_as_splunk_exports_it(tmp_path: Path) -> None:
    """Values are texts, an empty one is none, `__mv_` holds the members of a multivalue."""
    path = tmp_path / "export.csv"
    path.write_text(
        "_time,_raw,host,code,tags,__mv_tags\n"
        '2024-10-17T12:00:00.500+0000,"a ""quoted"", line",h1,1.50,"x\ny",$x$;$y$$z$\n'
        "1729166401,b,h2,,t,\n"
    )
    assert rows(load_events(EventFile(path, sourcetype="st", index="web"))) == [
        {"_time": "1729166401", "_raw": "b", "index": "web", "host": "h2", "sourcetype": "st", "tags": "t"},
        {
            "_time": "1729166400.5", "_raw": 'a "quoted", line', "index": "web", "host": "h1", "sourcetype": "st",
            "code": "1.50", "tags": ["x", "y$z"],
        },
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [("a,b\n1,2\n1,2,3\n", "DS163", 3), ("_time\nsoon\n", "DS154", 1), ("a,a\n1,2\n", "DS163", 1)],
)
def test_a_wrong_csv_is_named_by_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text)
    with pytest.raises(DatasetError) as caught:
        load_events(path)
    assert problem(caught) == (code, line)


def test_parquet_and_columns_are_the_same(tmp_path: Path) -> None:
    columns = {"_time": [3.0, 1.0, 2.0], "index": ["a", None, "b"], "n": [1, 2, 3], "ok": [True, False, None]}
    frame = pl.DataFrame(columns).with_columns(tags=pl.Series([["x", "y"], [], ["z"]]))
    frame.write_parquet(tmp_path / "e.parquet")
    found = rows(load_events(tmp_path / "e.parquet"))
    assert found == rows(EventStore().add_columns({name: frame[name] for name in frame.columns}))
    assert found == [
        {"_time": "3", "index": "a", "n": "1", "ok": "true", "tags": ["x", "y"]},
        {"_time": "2", "index": "b", "n": "3", "tags": "z"},
        {"_time": "1", "index": "main", "n": "2", "ok": "false"},
    ]


def test_columns_that_do_not_fit_are_refused() -> None:
    with pytest.raises(DatasetError, match="DS160"):
        EventStore().add_columns({"_time": [1.0], "a": [1, 2]})
    with pytest.raises(DatasetError, match="DS157"):
        EventStore().add_columns({"_time": [1.0], "a": [{"b": 1}]})
    with pytest.raises(DatasetError, match="DS154"):
        EventStore().add_columns({"_time": [-1.0]})


@pytest.mark.parametrize(
    "record",
    [
        {"a": 1.0, "b": "1.50", "c": 1e17, "d": 1e-05},
        {"a": 2**60, "b": -(2**63), "c": 2**70},
        {"a": "é😀\u0000", "b": "", "c": None, "d": True, "e": [1, "x", None], "f": []},
        {"a": "[1]", "b": "{}", "c": "1e5", "d": "0.00001", "e": "\ud83d"},
        {"event": "text", "user": "ann", "time": 5},
    ],
)
def test_both_ways_of_reading_json_agree(record: dict[str, Any]) -> None:
    """Lines that are read at once mean what they mean one by one; a mix of types in a column does not change it."""
    others: list[dict[str, Any]] = [{}, {"a": "text"}, {"a": 1.5, "b": 7}, {"a": True, "d": "0.00001"}, {"b": 1e-05}]
    for other in others:
        events = [{"_time": 2, **record}, {"_time": 1, "z": "z", **other}]
        text = "\n".join(json.dumps(event) for event in events)
        array = "[" + ",".join(text.split("\n")) + "]"
        assert rows(EventStore().add_lines(text)) == rows(EventStore().add_lines(array))


@pytest.mark.parametrize("other", [{}, {"a": "x"}, {"a": 1}, {"a": ["x"]}, {"a": None, "b": "x"}, {"e": "\ud83d"}])
def test_a_truth_value_is_what_json_writes_whatever_stands_beside_it(other: dict[str, Any]) -> None:
    """`true`, alone and in a list; the other values of the column do not change it."""
    events = [{"_time": 2, "a": True, "b": [False, 1]}, {"_time": 1, **other}]
    text = "\n".join(json.dumps(event) for event in events)
    stores = EventStore().add_events(events[:1]), EventStore().add_lines(text), EventStore().add_lines(f"\n{text}")
    for store in stores:
        assert {name: rows(store)[0][name] for name in "ab"} == {"a": "true", "b": ["false", "1"]}


def test_what_is_no_file_is_told_as_such(tmp_path: Path) -> None:
    """A pipe is not waited for; bytes that are no Parquet are not taken for text."""
    os.mkfifo(tmp_path / "pipe.jsonl")
    with pytest.raises(DatasetError, match="neither a file nor a folder"):
        EventStore().load(tmp_path / "pipe.jsonl")
    for content in (b"", b"a: 1\n"):
        (tmp_path / "e.parquet").write_bytes(content)
        with pytest.raises(DatasetError, match="DS159"):
            EventStore().load(tmp_path / "e.parquet")


def test_a_long_first_record_is_a_record(tmp_path: Path) -> None:
    """However long it is; a sourcetype does not make raw text of it."""
    path = tmp_path / "long.jsonl"
    path.write_text(json.dumps({"a": "x" * 2_000_000, "_time": 1}), "utf-8")
    found = rows(EventStore().load(path, EventOrigin("st")))
    assert [len(str(row["a"])) for row in found] == [2_000_000]


def test_one_bad_line_of_many_is_named(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    lines = [f'{{"_time": {number}, "n": {number}}}' for number in range(20_000)]
    lines[15_000] = '{"_time": 15000, "n": }'
    path.write_text("\n".join(lines))
    with pytest.raises(DatasetError) as caught:
        load_events(path)
    assert problem(caught) == ("DS152", 15_001)


def test_a_truncated_gzip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "e.log.gz"
    path.write_bytes(gzip.compress(b"2024-10-17T12:00:00Z a\n" * 500)[:-20])
    with pytest.raises(DatasetError, match="DS151"):
        load_events(EventFile(path, sourcetype="x"))


def test_raw_text_needs_a_sourcetype(tmp_path: Path) -> None:
    path = tmp_path / "e.log"
    path.write_text("2024-10-17T12:00:00Z a\n")
    with pytest.raises(DatasetError, match="DS162"):
        load_events(path)
    (row,) = rows(load_events(EventFile(path, sourcetype="x", host="h")))
    assert row == {
        "_time": "1729166400", "_raw": "2024-10-17T12:00:00Z a", "index": "main", "host": "h", "source": "e.log",
        "sourcetype": "x",
    }  # fmt: skip


def test_json_of_a_sourcetype_is_raw_text_unless_it_is_records(tmp_path: Path) -> None:
    raw, records = tmp_path / "raw.json", tmp_path / "records.json"
    raw.write_text('{"eventTime": "2024-10-17T12:00:00Z", "user": {"name": "ann"}}\n')
    records.write_text('{"_time": 1729166400, "user": "ann"}\n')
    assert rows(load_events(EventFile(raw, sourcetype="aws:cloudtrail")))[0]["_raw"] == raw.read_text().strip()
    assert rows(load_events(EventFile(records, sourcetype="x")))[0]["user"] == "ann"


def test_an_object_of_hec_without_time_has_the_time_of_indexing() -> None:
    store = EventStore(index_time=NOW).add_lines('{"event": "a"}\n{"_time": 5, "b": 1}\n{"b": 2}')
    assert [row.get("_time") for row in rows(store)] == ["1729170000", "5", None]


@pytest.mark.parametrize("value", ["x" * 10_000_000, "a\u0000b", "😀", "line\nline", '"', "\\"])
def test_odd_values_come_back_as_they_are(value: str) -> None:
    event = {"_time": 1, "_raw": value, "field": value}
    for store in (EventStore().add_events([event]), EventStore().add_lines(json.dumps(event))):
        (row,) = rows(store)
        assert (row["_raw"], row["field"]) == (value, value)


def test_what_is_added_later_is_newer_at_the_same_time() -> None:
    """Also after the store was searched, and with more events than are kept row by row."""
    count = 5000
    store = EventStore().add_columns({"_time": [7.0] * count, "n": list(range(count)), "word": ["w"] * count})
    assert [row["n"] for row in rows(store)[:2]] == ["4999", "4998"]
    store.add_events([{"_time": 7, "n": "last"}])
    found = [row["n"] for row in rows(store)]
    assert (found[:3], found[-1], len(found)) == (["last", "4999", "4998"], "0", count + 1)
    assert [row["n"] for row in rows(store.add_events([{"_time": 8, "n": "new"}]))[:2]] == ["new", "last"]


def test_a_search_sees_the_time_of_indexing_only_if_it_names_it() -> None:
    events = [{"_time": 1, "a": "x"}, {"_time": 2, "a": "y", "_indextime": 50}]
    (row,) = harness.search("a=x", events=events, now=100).rows
    assert row == {"_time": "1", "a": "x", "index": "main"}
    told = harness.search("* | eval seen=_indextime | table a seen", events=events, now=100).rows
    assert told == [{"a": "y", "seen": "50"}, {"a": "x", "seen": "100"}]


@pytest.mark.parametrize(
    ("bound", "found"),
    [
        ("_index_earliest=100", ["x"]),
        ("_index_latest=100", ["y"]),
        ("_index_earliest=50 _index_latest=101", ["y", "x"]),
        ("_index_earliest=-60s", ["y", "x"]),
        ("earliest=2 _index_latest=now", ["y"]),
    ],
)
def test_bounds_of_the_time_of_indexing(bound: str, found: list[str]) -> None:
    events = [{"_time": 1, "a": "x"}, {"_time": 2, "a": "y", "_indextime": 50}]
    assert [row["a"] for row in harness.search(f"{bound} | table a", events=events, now=100).rows] == found


def test_a_bound_of_the_time_of_indexing_under_or_is_refused() -> None:
    with pytest.raises(harness.errors.SplUnsupportedError):
        harness.search("a=x OR _index_earliest=5", events=[{"_time": 1, "a": "x"}], now=100)


def test_an_origin_fills_what_events_do_not_say() -> None:
    origin = EventOrigin(sourcetype="st", source="so", host="h", index="i")
    store = EventStore().add_lines('{"_time": 1, "host": "own"}\n{"_time": 2, "index": "other"}', origin=origin)
    assert [(row["index"], row["host"], row["sourcetype"]) for row in rows(store)] == [
        ("other", "h", "st"),
        ("i", "own", "st"),
    ]
