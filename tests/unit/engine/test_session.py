"""What a search gives beside its rows, and what its parts know of one another."""

from __future__ import annotations

import pytest

from harness.errors import SearchRuntimeError, SplArgumentError, SplError, SplUnsupportedError
from harness.spl.session import Results, run_search
from harness.spl.sources import Sources
from harness.timerange import TimeRange

NOW = 1700000000.0


def run(spl: str, sources: Sources | None = None, time_range: TimeRange = TimeRange(), **settings: object) -> Results:  # noqa: B008
    return run_search(spl, now=NOW, sources=sources, time_range=time_range, settings=settings)


def events(*rows: dict[str, object]) -> Sources:
    from harness.store import EventStore

    store = EventStore()
    store.add_events(rows)
    return Sources(events=store)


def test_a_stage_for_each_command_tells_what_came_out() -> None:
    """Stages carry the text of their command, its count and its rows."""
    results = run("| makeresults count=3 | streamstats count as n | where n>1")
    assert [(stage.text, stage.count) for stage in results.stages] == [
        ("makeresults count=3", 3),
        ("streamstats count as n", 3),
        ("where n>1", 2),
    ]
    assert [row["n"] for row in results.stages[1].rows(2)] == ["1", "2"]
    assert all(stage.seconds >= 0 for stage in results.stages)


def test_the_stages_of_a_subsearch_stand_in_the_stage_that_ran_it() -> None:
    """A reader can look into the subsearch of append."""
    results = run("| makeresults | append [makeresults count=4 | head 2]")
    assert [[stage.count for stage in inner] for inner in results.stages[1].inner] == [[4, 2]]
    assert results.stages[0].inner == ()


def test_a_search_over_nothing_gives_no_rows() -> None:
    """No sources, no error."""
    assert run("index=anything error | stats count by host").rows == []


def test_now_is_the_same_everywhere() -> None:
    """The outer search and its subsearch see the start of the search."""
    results = run(
        "| makeresults | eval t=now() | append [makeresults | eval t=now()] | stats dc(t) as n values(t) as t"
    )
    assert results.rows == [{"n": "1", "t": "1700000000"}]


def test_a_subsearch_inherits_the_dispatch_range_and_not_the_outer_bounds() -> None:
    """Outer `earliest` reaches the outer search only."""
    sources = events(
        {"_time": NOW - 10, "n": "new"}, {"_time": NOW - 5000, "n": "old"}, {"_time": NOW - 90000, "n": "out"}
    )
    spl = "index=main earliest=-60s | append [search index=main] | table n"
    results = run(spl, sources, TimeRange(NOW - 86400, NOW))
    assert [row["n"] for row in results.rows] == ["new", "new", "old"]


def test_a_truncated_subsearch_says_so() -> None:
    """The limit of append is a setting; passing it is a message, not an error."""
    results = run("| makeresults count=0 | append [makeresults count=7]", limits={"append_maxout": 5})
    assert len(results) == 5
    assert [m.severity for m in results.messages] == ["WARN"]


def test_a_truncated_filter_says_so() -> None:
    """A subsearch in a search expression has a limit of its own."""
    spl = "| makeresults | eval a=6 | search [makeresults count=9 | streamstats count as a | fields a]"
    assert len(run(spl)) == 1
    results = run(spl, limits={"subsearch_maxout": 5})
    assert len(results) == 0
    assert [m.severity for m in results.messages] == ["WARN"]


def test_sort_says_what_it_cut_off() -> None:
    """The default limit of sort is silent in Splunk; here it is a message."""
    results = run("| makeresults count=5 | streamstats count as n | sort -n", limits={"sort_limit": 2})
    assert [row["n"] for row in results.rows] == ["5", "4"]
    assert [m.severity for m in results.messages] == ["WARN"]
    assert run("| makeresults count=5 | sort 0 _time", limits={"sort_limit": 2}).messages == []


def test_an_error_in_a_subsearch_fails_the_search() -> None:
    """Half a search gives no verdict."""
    with pytest.raises(SearchRuntimeError) as caught:
        run('| makeresults | append [makeresults format=json data="{}"]')
    assert [finding.code for finding in caught.value.diagnostics] == ["SPL507"]


def test_subsearches_do_not_nest_for_ever() -> None:
    """The ninth level is an error with a code."""
    spl = "makeresults"
    for _ in range(9):
        spl = f"makeresults | append [{spl}]"
    with pytest.raises(SearchRuntimeError) as caught:
        run(f"| {spl}")
    assert [finding.code for finding in caught.value.diagnostics] == ["SPL505"]


@pytest.mark.parametrize(
    ("spl", "fields"),
    [
        ("| makeresults | eval z=1, a=2", ["_time", "a", "z"]),
        ("| makeresults | eval z=1, a=2 | table z a", ["z", "a"]),
        ("| makeresults | eval z=1, a=2 | table z | eval b=1", ["z", "b"]),
        ("| makeresults | eval z=1, a=2 | stats sum(a) as s, count by z", ["z", "s", "count"]),
        ("| makeresults | eval z=1, a=2 | fields z a", ["z", "a", "_time"]),
    ],
)
def test_fields_come_by_name_unless_a_command_built_the_rows(spl: str, fields: list[str]) -> None:
    """As a search job declares its columns (measured on Splunk 10.4.2)."""
    assert run(spl).fields == fields


def test_a_search_that_names_no_index_reads_the_default_ones() -> None:
    """`default_indexes` is a setting; internal indexes are not reached by a star."""
    sources = events(
        {"_time": 1.0, "n": "m"}, {"_time": 2.0, "index": "web", "n": "w"}, {"_time": 3.0, "index": "_audit", "n": "a"}
    )
    results = run("n=* | table n", sources)
    assert [row["n"] for row in results.rows] == ["m"]
    assert ["index=*" in (message.help or "") for message in results.messages] == [True]
    assert [row["n"] for row in run("n=* | table n", sources, default_indexes=("web",)).rows] == ["w"]
    assert [row["n"] for row in run("index=* | sort n | table n", sources).rows] == ["m", "w"]
    assert [row["n"] for row in run("index=_* | table n", sources).rows] == ["a"]
    assert [row["n"] for row in run("index=web OR index=_audit | sort n | table n", sources).rows] == ["a", "w"]
    assert [row["n"] for row in run("index IN (web) | table n", sources).rows] == ["w"]


@pytest.mark.parametrize(
    "spl",
    [
        "| makeresults | search earliest=-1h",
        "index=main NOT earliest=-1h",
        "index=main (earliest=-1h) OR host=a",
        "| eval a=1",
        "| makeresults | timechart sparkline(count) as s",
        "| makeresults | append extendtimerange=true [mstats count(cpu) where index=m]",
        "| makeresults | eval a=1, b=2 | rename a AS b, b AS a",
        "| makeresults | eval a=1 | rename a AS b, a AS c",
        "index=main searchtimespandays=1",
        "index=main savedsearch=s",
        "index=main splunk_server=local",
        "| makeresults | eval a=1, b=2 | rename a AS c, b AS c",
        "| makeresults | streamstats reset_before=(n=2) count as n",
        "| makeresults splunk_server_group=g",
    ],
)
def test_what_is_not_executed_is_refused_with_a_place(spl: str) -> None:
    """Nothing is accepted and ignored."""
    with pytest.raises(SplUnsupportedError) as caught:
        run(spl)
    assert [finding.code for finding in caught.value.diagnostics] == ["SPL900"]


@pytest.mark.parametrize(
    ("spl", "code"),
    [
        ("| makeresults | eval x=if(1==1, true(), false())", "SPL401"),
        ("| makeresults | eval a=1 | where a", "SPL403"),
        ("| makeresults | where lower(_time)", "SPL403"),
        ("| makeresults | eval a=1 | eval b=if(a OR 1=1, 1, 0)", "SPL403"),
    ],
)
def test_truth_values_and_values_are_not_mixed(spl: str, code: str) -> None:
    """Splunk refuses them before it runs; here at the latest when the command runs."""
    with pytest.raises(SplArgumentError) as caught:
        run(spl)
    assert [finding.code for finding in caught.value.diagnostics] == [code]


def test_two_results_of_one_name_are_an_error() -> None:
    """`stats` does not silently drop one of them, unless a wildcard named it."""
    assert run("| makeresults | eval a_x=1, x=2 | stats sum(*_x) as *, sum(x) as a").rows == [{"a": "2"}]
    with pytest.raises(SplError) as caught:
        run("| makeresults | eval a_x=1, x=2 | stats sum(a_x) as a, sum(x) as a")
    assert [finding.code for finding in caught.value.diagnostics] == ["SPL508"]


@pytest.mark.parametrize(
    "command",
    [
        "search a=1 NOT b!=2", "where a=1 OR len(b)>1", "eval a=b+1, {c}=2", "stats count sum(a) values(b) by c",
        "eventstats count sum(a) by c", "streamstats window=2 count by c", "streamstats time_window=1m count",
        "streamstats reset_on_change=true count by c", "append [makeresults count=0]", "rename a AS b",
        "fields a b", "fields - a", "table a*", "sort -a", "head 3", "head (a=1)", "dedup a b", "fillnull",
        "fillnull value=x a", "mvexpand a", "mvexpand a limit=2",
    ],
)  # fmt: skip
def test_every_command_takes_no_rows(command: str) -> None:
    """No rows in, no rows out, no error."""
    assert run(f"| makeresults count=0 | {command}").rows == []
    assert run(f"index=main | {command}").rows == []
