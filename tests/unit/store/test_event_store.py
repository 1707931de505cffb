"""The event store: events as dictionaries or HEC objects, newest first."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from harness.diagnostics import Diagnostic
from harness.errors import DatasetError
from harness.spl.sources import EventScan
from harness.store import EventStore, load_events
from harness.timerange import ALL_TIME, TimeRange

if TYPE_CHECKING:
    from pathlib import Path

    from harness.data import RenderedRow


def scanned(store: EventStore, indexes: tuple[str, ...] = ("*",), window: TimeRange = ALL_TIME) -> list[RenderedRow]:
    return store.scan_events(EventScan(indexes, window)).rows()


def test_events_come_newest_first_and_the_last_of_one_time_first() -> None:
    store = load_events([{"_time": t, "n": n} for t, n in [(10, "a"), (30, "b"), (20, "c"), (30, "d")]])
    assert [row["n"] for row in scanned(store)] == ["d", "b", "c", "a"]


def test_values_are_texts_and_lists_are_multivalues() -> None:
    event = {"_time": 1, "i": 5, "f": 0.5, "whole": 3.0, "m": ["a", "b"], "one": ["x"], "none": None, "empty": ""}
    (row,) = scanned(load_events([event]))
    assert row == {
        "_time": "1", "index": "main", "i": "5", "f": "0.5", "whole": "3", "m": ["a", "b"], "one": "x", "empty": "",
    }  # fmt: skip


def test_earliest_is_inclusive_and_latest_exclusive() -> None:
    store = load_events([{"_time": t} for t in (9, 10, 19, 20)])
    assert [row["_time"] for row in scanned(store, window=TimeRange(10, 20))] == ["19", "10"]


def test_an_event_without_time_is_found_over_all_time_only() -> None:
    store = load_events([{"a": "x"}, {"_time": 5, "a": "y"}])
    assert [row["a"] for row in scanned(store)] == ["y", "x"]
    assert [row["a"] for row in scanned(store, window=TimeRange(0, None))] == ["y"]


def test_indexes_are_chosen_by_patterns_and_merged_by_time() -> None:
    store = load_events([{"_time": 1, "index": "web"}, {"_time": 3, "index": "web"}, {"_time": 2, "index": "os"}])
    store.add_events([{"_time": 4, "index": "_audit"}])
    assert store.event_indexes() == ["_audit", "os", "web"]
    assert [row["_time"] for row in scanned(store)] == ["3", "2", "1"]
    assert [row["_time"] for row in scanned(store, ("WEB",))] == ["3", "1"]
    assert [row["_time"] for row in scanned(store, ("_*", "o*"))] == ["4", "2"]
    assert scanned(store, ("nosuch",)) == []


def test_a_store_grows_after_it_was_read() -> None:
    store = load_events([{"_time": 1}])
    assert len(scanned(store)) == 1
    assert len(scanned(store.add_events([{"_time": 2, "new": "x"}]))) == 2
    assert len(store) == 2


def test_hec_objects_and_events_may_stand_in_one_file(tmp_path: Path) -> None:
    lines = [
        {"time": 10.5, "host": "h", "sourcetype": "st", "event": "text", "fields": {"a": "1"}},
        {"time": 11, "index": "k", "event": {"b": [1, 2]}},
        {"_time": 12, "event": "a field", "user": "ann"},
    ]
    path = tmp_path / "events.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    assert scanned(load_events(path)) == [
        {"_time": "12", "index": "main", "event": "a field", "user": "ann"},
        {"_time": "11", "_raw": '{"b":[1,2]}', "index": "k"},
        {"_time": "10.5", "_raw": "text", "index": "main", "host": "h", "sourcetype": "st", "a": "1"},
    ]


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ({"_time": "soon"}, "DS154"),
        ({"_time": -1}, "DS154"),
        ({"_time": 1, "user": {"name": "x"}}, "DS157"),
        ({"_time": 1, "user": [["x"]]}, "DS157"),
        ({"_time": 1, "index": "a*"}, "DS155"),
        ({"time": 1, "event": ""}, "DS156"),
        ({"time": 1, "event": "x", "fields": 5}, "DS157"),
        ([1], "DS152"),
    ],
)
def test_each_mistake_names_its_line_and_nothing_is_added(tmp_path: Path, event: Any, code: str) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps({"_time": 1}) + "\n" + json.dumps({"_time": 2}) + "\n" + json.dumps(event))
    store = EventStore()
    with pytest.raises(DatasetError) as caught:
        store.load(path)
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert (found.code, found.location.position.line, len(store)) == (code, 3, 0)


def test_a_wrong_event_is_named_by_its_place() -> None:
    with pytest.raises(DatasetError) as caught:
        load_events([{"_time": 1}, {"_time": "x"}])
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert found.source.name == "events[1]"
