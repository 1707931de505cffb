"""Which fields a search leaves at its end."""

from __future__ import annotations

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from harness.detections.fieldflow import EFFECTS, final_fields
from harness.detections.fieldset import EVENTS, FieldSet, carried_over, matches_any
from harness.spl.contract import COMMANDS
from harness.spl.parsing import parse

KNOWN: dict[str, set[str]] = {
    "| makeresults": {"_time"},
    "| makeresults | eval a=1, b=a": {"_time", "a", "b"},
    "| makeresults | eval a=1 | eval a=null()": {"_time"},
    "search index=x | stats count by host": {"count", "host"},
    "search index=x | stats avg(bytes) as mean, dc(user) by host, app": {"mean", "dc(user)", "host", "app"},
    "search index=x | table a b": {"a", "b"},
    "search index=x | stats count by a b | fields a": {"a"},
    "search index=x | stats count by a b | fields - a": {"b", "count"},
    "search index=x | stats count by a.x a.y b | fields a.*": {"a.x", "a.y"},
    "search index=x | stats count by a.x a.y b | rename a.* as *": {"x", "y", "b", "count"},
    "search index=x | stats count by a | rename a as b, c as d": {"b", "count"},
    "search index=x | stats count by a | eventstats max(count) as most by a": {"a", "count", "most"},
    "search index=x | stats sum(n.a) as n.a sum(n.b) as n.b by k | stats avg(n.*) as m.*": {"m.a", "m.b"},
    "search index=x | table a | fillnull value=x a b": {"a", "b"},
    "search index=x | stats count by a | where count>1 | sort - count | head 3 | dedup a": {"a", "count"},
    "search index=x | table a | append [ search index=y | table b ]": {"a", "b"},
    "| mstats count(tcp.packets) as n where index=m by source dest": {"n", "source", "dest"},
    "| mstats avg(cpu) where index=m span=5m by host": {"avg(cpu)", "host", "_time"},
    "| tstats count min(_time) as first from datamodel=A by A.x, _time span=1h": {"count", "first", "A.x", "_time"},
    "| tstats count from datamodel=A by A.x | rename A.* as *": {"count", "x"},
    "search index=x | table a | lookup t a OUTPUT b, c as d": {"a", "b", "d"},
    'search index=x | table a | rex field=a "(?<b>.)(?P<c>.)"': {"a", "b", "c"},
    'search index=x | table a | rex field=a mode=sed "s/(?<b>x)/y/"': {"a"},
    "search index=x | table a | spath input=a path=b.c output=d": {"a", "d"},
    "search index=x | table a | bin a as b | convert ctime(a) as c | strcat a b d": {"a", "b", "c", "d"},
    "search index=x | table a b | join a [ search index=y | table a c ]": {"a", "b", "c"},
    "search index=x | table a b | appendpipe [ stats count by a ]": {"a", "b", "count"},
    "search index=x | table a b | foreach a b [ eval c=1 ]": {"a", "b", "c"},
    "search index=x | top limit=3 a by b": {"a", "b", "count", "percent"},
    "search index=x | chart avg(a) as m over b": {"b", "m"},
    "search index=x | timechart span=1h count": {"_time", "_span", "_spandays", "count"},
    "search index=x | table a | addtotals | delta a as d | accum a as s": {"a", "Total", "d", "s"},
    "| multisearch [ search index=x | table a ] [ search index=y | table b ]": {"a", "b"},
    "search index=x | untable a b c": {"a", "b", "c"},
    "| gentimes start=-1 | fields starttime | fieldsummary | fields field": {"field"},
    "| mstats count(x) as n where index=m by a | append [ mstats count(x) as n where index=m by b ]": {"n", "a", "b"},
}


@pytest.mark.parametrize("spl", KNOWN)
def test_a_search_determines_its_fields(spl: str) -> None:
    """What `stats`, `table` and their like leave is known exactly."""
    fields = final_fields(parse(spl))
    assert fields.is_known
    assert fields.names == KNOWN[spl]


@pytest.mark.parametrize(
    "spl",
    [
        "search index=x",
        "search index=x | eval a=1",
        "search index=x | stats values(*) as *",
        "| mstats avg(tcp.*) as tcp.* where index=m by host",
        "search index=x | table host user*",
        'search index=x | stats count by a | eval {a}="x"',
        "| makeresults | append [ search index=x ]",
        "search index=x | table a | spath input=a",
        "search index=x | table a | lookup t a",
        "search index=x | table a | foreach a [ eval <<FIELD>>_b=1 ]",
        "search index=x | chart count over a by b",
        "search index=x | timechart count by a",
        "search index=x | table a | xyseries a b c",
        "| inputlookup t",
        "| tstats prestats=t count from datamodel=A by A.x",
    ],
)
def test_some_searches_leave_it_to_the_data(spl: str) -> None:
    """Events, wildcards and computed names determine nothing, so nothing can be told about them."""
    assert not final_fields(parse(spl)).is_known


def test_a_pattern_limits_what_may_be_there() -> None:
    """After a wildcard over metrics, a field that does not match it is not there."""
    fields = final_fields(parse("| mstats avg(tcp.*) as tcp.* where index=m by host"))
    assert fields.may_have("tcp.bytes")
    assert fields.may_have("host")
    assert not fields.may_have("udp.bytes")


def test_what_was_taken_from_events_is_gone_until_it_comes_back() -> None:
    """`fields -` and `rename` remove a field of events; `eval` brings it back."""
    gone = final_fields(parse("search index=x | fields - user, tmp_* | rename host as machine"))
    assert [gone.may_have(name) for name in ("user", "tmp_a", "host", "machine", "other")] == [
        False,
        False,
        False,
        True,
        True,
    ]
    back = final_fields(parse('search index=x | fields - user | eval user="x"'))
    assert back.may_have("user")


def test_rows_of_two_searches_may_have_the_fields_of_either() -> None:
    """A field that only one of the two branches lost may still be there."""
    lost, kept = FieldSet(is_open=True, gone=frozenset({"a"})), FieldSet(frozenset({"a"}))
    assert lost.joined(kept).may_have("a")
    assert EVENTS.joined(lost).may_have("a")
    assert not lost.joined(FieldSet(frozenset({"b"}))).may_have("a")


def test_names_with_brackets_are_no_patterns() -> None:
    """`items{}[0]` is a name; only the asterisk is special."""
    assert matches_any("a[0].b", ["a[0].*"])
    assert not matches_any("a0.b", ["a[0].*"])


def test_what_an_asterisk_matched_is_carried_over() -> None:
    """One star or two, in order."""
    assert carried_over("tcp.bytes", "tcp.*", "net.*") == "net.bytes"
    assert carried_over("a:b", "*:*", "avg_*:*") == "avg_a:b"


def test_each_effect_belongs_to_a_command() -> None:
    """No effect is declared for a command that the language does not have."""
    assert [name for name in EFFECTS if COMMANDS.find(name) is None] == []


NAMES = st.sampled_from(["a", "b", "c", "a.x", "a.y", "host"])
STEPS = st.one_of(
    st.builds("eval {}=1".format, NAMES.filter(lambda name: "." not in name)),
    st.builds("fields {} {}".format, NAMES, NAMES),
    st.builds("fields - {}".format, st.one_of(NAMES, st.just("a.*"))),
    st.builds("rename {} as {}".format, NAMES, NAMES),
    st.builds("table {} {}".format, NAMES, NAMES),
    st.builds("stats values({0}) as v.{0} count by {1}".format, NAMES, NAMES),
    st.builds("eventstats count as {}".format, NAMES),
    st.builds("fillnull {}".format, NAMES),
    st.just("rename a.* as *"),
    st.builds('rex field={} "(?<c>.)"'.format, NAMES),
    st.builds("bin span=10 {} as {}".format, NAMES, NAMES),
    st.builds("strcat {} {} {}".format, NAMES, NAMES, NAMES),
    st.builds("top {} by {}".format, NAMES, st.just("b")),
    st.builds("chart count over {}".format, NAMES),
    st.builds("makemv {}".format, NAMES),
    st.builds("accum {} as {}".format, NAMES, NAMES),
    st.builds("delta {}".format, NAMES),
    st.builds('join host [ makeresults | eval {}=1, host="h" ]'.format, st.sampled_from(["a", "c"])),
    st.builds("foreach {} [ eval <<MATCHSTR>>_y=1, c=2 ]".format, st.just("a*")),
    st.just("appendpipe [ stats count by host ]"),
    st.just("addtotals"),
    st.just("spath"),
    st.just("fields - _time | untable host b c"),
    st.just('append [ makeresults | eval b="2" ]'),
)


@given(st.lists(STEPS, max_size=5))
def test_the_engine_never_returns_a_field_that_is_ruled_out(steps: list[str]) -> None:
    """For any pipeline, the fields of the results are among the possible ones: the set is never too small."""
    from harness.errors import SplError
    from harness.spl.session import run_search

    spl = "| ".join(['| makeresults | eval a="1", host="h" | rename a as a.x ', *(f"{step} " for step in steps)])
    possible = final_fields(parse(spl))
    try:
        rows = run_search(spl, now=1_730_000_000.0).rows
    except SplError:
        reject()  # what the engine does not execute, or refuses for these fields
    for row in rows:
        assert {name for name in row if not possible.may_have(name)} == set(), spl
