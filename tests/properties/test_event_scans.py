"""What a scan leaves out never changes a search: the same results with tests pushed into the store and without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.data import Table
from harness.spl.session import run_search
from harness.spl.sources import EventScan, Sources
from harness.store import EventStore
from harness.timerange import ALL_TIME

TEXTS = st.sampled_from(["web", "Web", "WEB2", "au*th", "", "1", "10.0.0.1", "é", "straße", "a b", "x\ny"])
FIELDS = st.sampled_from(["sourcetype", "source", "host", "index", "n"])
WINDOWS = st.sampled_from(["", "earliest=5 ", "latest=20 ", "earliest=5 latest=20 "])
PATTERNS = st.sampled_from(["web", "WEB*", "*", "*b*", "1", "10.0.0.0/8", "É", "STRASSE", "a*b", "nosuch", "w?b"])


class PlainStore:
    """A store that knows neither tests nor windows: it gives every event of the indexes that are asked for."""

    def __init__(self, store: EventStore) -> None:
        self.store = store

    def event_indexes(self) -> Sequence[str]:
        return self.store.event_indexes()

    def scan_events(self, scan: EventScan) -> Table:
        return self.store.scan_events(EventScan(scan.indexes, scan.time_range))


@st.composite
def events(draw: st.DrawFn) -> list[dict[str, Any]]:
    names = draw(st.lists(FIELDS, unique=True))
    one = st.fixed_dictionaries(
        {"_time": st.integers(0, 30)},
        optional={
            "_raw": st.sampled_from(["web host", "a=web", "webs", "1 web_1", "straße", ""]),
            **{name: TEXTS if name != "index" else st.sampled_from(["main", "os", "_audit"]) for name in names},
        },
    )
    return draw(st.lists(one, max_size=12))


def comparisons() -> st.SearchStrategy[str]:
    value = PATTERNS.map(lambda text: f'"{text}"')
    compared = st.builds("{}{}{}".format, FIELDS, st.sampled_from(["=", "!=", "<"]), value)
    listed = st.builds("{} IN ({}, {})".format, FIELDS, value, value)
    words = st.sampled_from(["web", "we*", '"web host"', "TERM(web)", "*", "CASE(web)"])
    return st.one_of(compared, listed, words)


def expressions() -> st.SearchStrategy[str]:
    return st.recursive(
        comparisons(),
        lambda inner: st.one_of(
            st.builds("({} {})".format, inner, inner),
            st.builds("({} OR {})".format, inner, inner),
            st.builds("NOT ({})".format, inner),
        ),
        max_leaves=5,
    )


@settings(max_examples=300, deadline=None)
@given(events(), expressions(), WINDOWS, st.booleans())
def test_a_scan_leaves_out_nothing_that_matches(
    rows: list[dict[str, Any]], expression: str, bounds: str, is_big: bool
) -> None:
    store = EventStore().add_events(rows)
    spl = f"{bounds}index=* {expression}"
    least = 0 if is_big else 4096
    with patch("harness.store.event_tables.ENCODED_FROM", least), patch("harness.data.table.DEFERRED_FROM", least):
        pushed = run_search(spl, now=100, sources=Sources(events=store))
    plain = run_search(spl, now=100, sources=Sources(events=PlainStore(EventStore().add_events(rows))))
    assert pushed.rows == plain.rows


@given(st.lists(st.tuples(st.integers(0, 5), TEXTS), max_size=20), st.data())
def test_a_window_is_a_filter(rows: list[tuple[int, str]], data: st.DataObject) -> None:
    """Earliest is inclusive and latest exclusive, and the order of events does not depend on the window."""
    earliest, latest = sorted((data.draw(st.integers(0, 6)), data.draw(st.integers(0, 6))))
    store = EventStore().add_events([{"_time": time, "a": text} for time, text in rows])
    everything = store.scan_events(EventScan(("*",), ALL_TIME)).rows()
    window = replace(ALL_TIME, earliest=earliest, latest=latest)
    expected = [row for row in everything if earliest <= float(str(row["_time"])) < latest]
    assert store.scan_events(EventScan(("*",), window)).rows() == expected
    newest = sorted(range(len(rows)), key=lambda number: (-rows[number][0], -number))
    assert [row["a"] for row in everything] == [rows[number][1] for number in newest]
