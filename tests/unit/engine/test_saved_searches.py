"""Saved searches that a search runs, and the results of jobs before it."""

from __future__ import annotations

from typing import Any

import pytest

from harness.data import Table
from harness.diagnostics import SourceText
from harness.errors import SplError
from harness.spl.objects import Knowledge, SavedSearch
from harness.spl.session import Results, run_search
from harness.spl.sources import MacroDefinition, Sources
from harness.store import EventStore
from harness.timerange import TimeRange

NOW = 1700000000.0
EVENTS = [
    {"_time": NOW - 10, "_raw": "a", "user": "ann"},
    {"_time": NOW - 100, "_raw": "b", "user": "bob"},
    {"_time": NOW - 1000, "_raw": "c", "user": "ann"},
]


def run(spl: str, saved: dict[str, str | SavedSearch], window: TimeRange | None = None, **more: Any) -> Results:
    known = {
        name: each if isinstance(each, SavedSearch) else SavedSearch(name, SourceText(name, each))
        for name, each in saved.items()
    }
    artifacts = {"1.2": Table.from_rows([{"q": "1"}]), "admin:search:x y": Table.from_rows([{"q": "2"}])}
    knowledge = Knowledge(saved_searches=known, artifacts=artifacts)
    sources = Sources(events=EventStore().add_events(EVENTS), knowledge=knowledge)
    if window is not None:
        more["time_range"] = window
    return run_search(spl, now=NOW, sources=sources, **more)


def raw(results: Results) -> list[Any]:
    return [row["_raw"] for row in results.rows]


def code(spl: str, saved: dict[str, str | SavedSearch]) -> tuple[str, str]:
    with pytest.raises(SplError) as caught:
        run(spl, saved)
    found: Any = caught.value.diagnostics[0]
    return found.code, str(found.help)


def saved(search: str, earliest: str | None, latest: str | None = None) -> dict[str, str | SavedSearch]:
    return {"s": SavedSearch("s", SourceText("s", search), earliest, latest)}


def test_a_saved_search_gives_its_results() -> None:
    assert raw(run('| savedsearch "my search"', {"my search": "index=main user=ann"})) == ["a", "c"]


def test_over_all_time_the_window_is_its_own() -> None:
    assert raw(run("| savedsearch s", saved("index=main", "-2m"))) == ["a", "b"]
    assert raw(run("| savedsearch s", saved("index=main", "-1h", "-1m"))) == ["b", "c"]


def test_any_other_window_goes_before_its_own() -> None:
    assert raw(run("| savedsearch s", saved("index=main", "-2m"), TimeRange(NOW - 50, NOW))) == ["a"]


def test_its_subsearches_are_in_its_window() -> None:
    search = "index=main | append [search index=main]"
    assert raw(run("| savedsearch s", saved(search, "-50s"))) == ["a", "a"]


def test_what_stands_beside_it_is_in_the_window_of_the_search() -> None:
    found = run("| savedsearch s | append [search index=main]", saved("index=main", "-50s"))
    assert raw(found) == ["a", "a", "b", "c"]


def test_placeholders_become_the_texts_that_are_given() -> None:
    both = {"s": 'index=main user=$who$ | eval x="$who$ $Other.one$" | table x'}
    found = run('| savedsearch s who=bob Other.one="y z"', dict(both))
    assert found.rows == [{"x": "bob y z"}]


def test_a_placeholder_without_a_text_is_an_error() -> None:
    assert code("| savedsearch s", {"s": "index=main user=$who$"}) == (
        "SPL602",
        'write who="..", or nosubstitution=true where it is no placeholder',
    )


def test_without_substitution_dollars_stay() -> None:
    search = '| makeresults | eval x="$who$" | table x'
    assert run("| savedsearch s nosubstitution=true", {"s": search}).rows == [{"x": "$who$"}]


def test_macros_are_those_of_the_search() -> None:
    macros = {"mine": MacroDefinition("mine", "user=bob")}
    assert raw(run("| savedsearch s", {"s": "index=main `mine`"}, macros=macros)) == ["b"]


def test_an_unknown_name_is_an_error_with_a_suggestion() -> None:
    assert code("| savedsearch daly", {"daily": "index=main"}) == ("SPL601", 'did you mean "daily"?')


def test_a_mistake_in_it_points_into_it() -> None:
    with pytest.raises(SplError) as caught:
        run("| savedsearch s", {"s": "index=main | dedupe user"})
    found: Any = caught.value.diagnostics[0]
    assert (found.code, found.source.name) == ("SPL301", "s")


def test_one_that_runs_itself_ends() -> None:
    assert code("| savedsearch s", {"s": "| savedsearch s"})[0] == "SPL505"


def test_it_is_printed_as_it_was_read() -> None:
    from harness.spl.parsing import parse

    text = '| savedsearch "my search" nosubstitution=true Who="a b"'
    pipeline = parse(text)
    assert str(pipeline) == text
    assert parse(str(pipeline)) == pipeline


def test_a_job_gives_its_results() -> None:
    assert run("| loadjob 1.2", {}).rows == [{"q": "1"}]
    assert run('| loadjob savedsearch="admin:search:x y"', {}).rows == [{"q": "2"}]


def test_a_job_that_did_not_run_is_an_error_with_a_suggestion() -> None:
    assert code("| loadjob 1.22", {}) == ("SPL603", 'did you mean "1.2"?')


def test_rest_lists_saved_searches() -> None:
    found = run("| rest /servicesNS/-/-/saved/searches | fields - splunk_server", saved("index=main", "-2m"))
    assert found.rows == [{"title": "s", "search": "index=main", "dispatch.earliest_time": "-2m"}]


def test_rest_lists_macros() -> None:
    macros = {"m(1)": MacroDefinition("m(1)", "user=$u$", ("u",))}
    found = run("| rest /services/configs/conf-macros | fields - splunk_server", {}, macros=macros)
    assert found.rows == [{"title": "m(1)", "definition": "user=$u$", "args": "u", "iseval": "0"}]
