"""Any rows through any commands: results or an error with a code, never another exception."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.data import Table, Value
from harness.errors import SplError
from harness.spl.session import Results, run_search
from harness.spl.sources import EventScan, Sources


@dataclass(frozen=True)
class Rows:
    """An event index that gives its rows as they are."""

    rows: list[dict[str, Value]]

    def event_indexes(self) -> list[str]:
        return ["main"]

    def scan_events(self, scan: EventScan) -> Table:
        return Table.from_rows(self.rows)


SCALARS: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.sampled_from(["", "a", "B", "1", "1.0", " 2", "-3", "x*y", "10.1.2.3", "é", "nan", "inf", "0x1F", "true"]),
    st.integers(-5, 5),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
)
VALUES: st.SearchStrategy[Value] = st.one_of(
    SCALARS, st.lists(st.sampled_from(["a", "B", "1", "2", ""]), min_size=1, max_size=3)
)
ROWS = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "c", "_raw", "_time", "a.b"]), VALUES, max_size=5), max_size=6
)
EXPRESSIONS = [
    "a+b", "a.b", "a-1", "-a", "a/b", "a%2", "a*'a.b'", 'if(a=b,c,null())', 'if(a!="a",1,"x")', "a.b.c", "len(a)",
    "mvcount(a)", "coalesce(a,b)", 'split(a,"a")', 'tonumber(a)', "round(a,1)", 'case(a>b,1,a<b,2)', "mvappend(a,b)",
]  # fmt: skip
CONDITIONS = [
    "a=b", 'a!="a"', "a<b", "a>=1", 'a LIKE "%"', "a IN (1,b)", 'NOT a="a" OR b!=1', "isnull(a) XOR b=1",
    "a=1 AND b!=a",
]  # fmt: skip
COMMANDS = [
    *(f"eval d={expression}" for expression in EXPRESSIONS),
    *(f"where {condition}" for condition in CONDITIONS),
    *"""
    eval {a}=b, "k_{b}_{c}"=1
    search a=1
    search a!=a*
    search NOT a=b
    search a<2 OR b>x
    search a IN (1,a*)
    search a=10.0.0.0/8
    search CASE(a)
    search TERM(a)
    search a=CASE(B)
    search a!=CASE(B)
    search a b
    stats count sum(a) avg(b) values(c) list(a) dc(b) by c
    stats count(a) min(a) max(a) range(a) first(a) last(a)
    stats values(*) as * by a
    stats dedup_splitvals=t earliest(a) latest(a) count(eval(a>1)) by a b
    stats stdev(a) var(a) perc90(a) median(a) mode(a)
    eventstats count sum(a) as a by b
    eventstats values(a) as b by a
    streamstats count sum(a) by b
    streamstats window=2 current=f values(a) avg(a)
    streamstats window=2 global=f count by a
    streamstats reset_on_change=t count by a
    streamstats reset_before=(a=1) count
    streamstats time_window=5s count sum(a)
    append [search index=main a=*]
    rename a AS b
    rename * AS x_*
    fields a b
    fields - a _*
    table a b zz
    table *
    sort a -b
    sort 2 -num(a) str(b) ip(c)
    sort -a d
    head 2
    head (a=1) keeplast=t null=t
    dedup a
    dedup 2 a b keepempty=t
    dedup a keepevents=t
    dedup a consecutive=t sortby -b
    fillnull
    fillnull value=7 a zz
    mvexpand a
    mvexpand b limit=1
    search [search index=main | fields a b]
    """.strip().splitlines(),
]


@settings(max_examples=300, deadline=None)
@given(ROWS, st.lists(st.sampled_from(COMMANDS), min_size=1, max_size=4))
def test_only_errors_of_the_search_leave_it(rows: list[dict[str, Value]], commands: list[str]) -> None:
    """Rows are rendered as texts and lists of texts; failures are `SplError`s."""
    spl = " | ".join(["index=*", *commands])
    results = _run(spl, rows)
    if results is None:
        return
    for row in results.rows:
        assert set(row) <= set(results.fields)
        for value in row.values():
            assert isinstance(value, str) or (len(value) > 1 and all(isinstance(member, str) for member in value))


def _run(spl: str, rows: list[dict[str, Value]]) -> Results | None:
    index = Rows([{"index": "main", **row} for row in rows])
    try:
        return run_search(spl, now=1700000000.0, sources=Sources(events=index))
    except SplError:
        return None
