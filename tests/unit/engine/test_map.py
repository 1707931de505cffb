"""Saved searches that `map` runs for every result."""

from __future__ import annotations

from typing import Any

import pytest

from harness.diagnostics import SourceText
from harness.errors import SplError
from harness.spl.objects import Knowledge, SavedSearch
from harness.spl.session import Results, run_search
from harness.spl.sources import Sources
from harness.store import EventStore
from harness.timerange import TimeRange

NOW = 1700000000.0
EVENTS = [
    {"_time": NOW - 10, "_raw": "a", "user": "ann"},
    {"_time": NOW - 100, "_raw": "b", "user": "bob"},
    {"_time": NOW - 1000, "_raw": "c", "user": "ann"},
]


def run(spl: str, saved: SavedSearch, **more: Any) -> Results:
    sources = Sources(events=EventStore().add_events(EVENTS), knowledge=Knowledge(saved_searches={saved.name: saved}))
    return run_search(spl, now=NOW, sources=sources, **more)


def of_user(earliest: str | None = None) -> SavedSearch:
    text = "index=main user=$user$ | eval n=$_serial_id$ | table _raw n"
    return SavedSearch("of user", SourceText("of user", text), earliest)


USERS = '| makeresults format=csv data="user\nbob\nann" '


def test_the_search_runs_for_every_result_with_its_values() -> None:
    found = run(f'{USERS}| map "of user"', of_user()).rows
    assert [(row["_raw"], row["n"]) for row in found] == [("b", "1"), ("a", "2"), ("c", "2")]


def test_maxsearches_counts_saved_searches_too() -> None:
    found = run(f'{USERS}| map maxsearches=1 "of user"', of_user())
    assert [row["_raw"] for row in found.rows] == ["b"]
    assert any("first 1 of 2" in message.text for message in found.messages)


def test_over_all_time_the_window_is_that_of_the_saved_search() -> None:
    assert [row["_raw"] for row in run(f'{USERS}| map "of user"', of_user("-2m")).rows] == ["b", "a"]
    whole = TimeRange(NOW - 5000, NOW)
    assert [row["_raw"] for row in run(f'{USERS}| map "of user"', of_user("-2m"), time_range=whole).rows] == [
        "b",
        "a",
        "c",
    ]


@pytest.mark.parametrize(
    ("spl", "code"),
    [
        ('| makeresults | eval other=1 | map "of user"', "SPL543"),
        (f"{USERS}| map nosuch", "SPL601"),
        (f'{USERS}| map maxsearches=0 "of user"', "SPL900"),
    ],
)
def test_what_goes_wrong_has_a_code(spl: str, code: str) -> None:
    """A value that is missing, a search that is missing, and a limit whose meaning no page says."""
    with pytest.raises(SplError) as caught:
        run(spl, of_user())
    assert [finding.code for finding in caught.value.diagnostics] == [code]
