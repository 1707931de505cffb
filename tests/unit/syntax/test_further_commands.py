"""Commands that are known and never executed: their syntax, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from harness.spl.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("| audit", "| audit"),
        ('| preview "/var/log/a b.log"', '| file "/var/log/a b.log"'),
        ('x | createrss path=a name="b c" count=3', '| createrss path=a name="b c" count=3'),
        ("x | findkeywords labelfield=k dedup=t", "| findkeywords labelfield=k dedup=true"),
        ("x | typelearner punct maxlen=20", "| typelearner maxlen=20 punct"),
        ("x | geomfilter min_x=-10.5 max_y=3", "| geomfilter min_x=-10.5 max_y=3"),
        (
            '| msearch index=_metrics index=b* filter="group=q" chunk_size=19',
            "| mpreview filter=group=q chunk_size=19 index=_metrics index=b*",
        ),
        ("| mrollup source=a target=b span=1h", "| mrollup source=a target=b span=1h"),
        (
            '| pivot M D count(D) AS "Count" SPLITROW host AS "Server" FILTER "l" = "FILTER x" NUMCOLS 100',
            '| pivot M D count(D) AS "Count" SPLITROW host AS "Server" FILTER "l" = "FILTER x" NUMCOLS 100',
        ),
        ("| pivot M D dc(x) as y", "| pivot M D dc(x) AS y"),
        ("| prjob [ search index=a ]", "| prjob [ search index=a ]"),
        ('| searchtxn web max_terms=5 ip="10.0.0.1" error', '| searchtxn web max_terms=5 ip="10.0.0.1" error'),
        (
            "| surrounding id=0:0 timebefore=10 searchkeys=a,b 50",
            "| surrounding id=0:0 timebefore=10 searchkeys=a,b 50",
        ),
        ("x | tscollect namespace=foo keepresults=t", "| tscollect namespace=foo keepresults=true"),
        ('x | runshellscript a.sh 10 "s x" "|" y', '| runshellscript a.sh 10 "s x" "|" y'),
        ('x | setfields a=1, b="2 | 3"', '| setfields a=1, b="2 | 3"'),
        ("x | timechart span=1m eval(avg(a) * dc(b)) by h", "| timechart span=1m eval(avg(a) * dc(b)) BY h"),
        (
            "x | chart eval(p95(a)/max(b)) as r, count over h by u",
            "| chart eval(p95(a) / max(b)) AS r count BY h u",
        ),
        ("x | search a NOT IN (b, c)", "| search NOT a IN (b, c)"),
    ],
)
def test_its_syntax(text: str, printed: str) -> None:
    pipeline = parse(text)
    assert str(pipeline).splitlines()[-1] == printed
    assert parse(str(pipeline)) == pipeline


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("| pivot M", ["SPL204"]),
        ("| pivot M D", ["SPL204"]),
        ("| pivot M D SPLITROW", ["SPL204"]),
        ("| searchtxn web", ["SPL204"]),
        ("| mpreview idnex=a", ["SPL203"]),
        ("x | mpreview index=a", ["SPL108"]),
        ("x | setfields a=[", ["SPL102"]),
        ("x | collapse a=[", ["SPL105"]),
        ("x | stats eval(avg(a))", ["SPL303", "SPL102"]),
        ("x | timechart eval(nosuch(a))", ["SPL302"]),
        ("x | timechart eval(avg(a) by b", ["SPL102"]),
        ("x | timechart eval(avg(a)) | eval y=dc(b)", ["SPL302"]),
        ("x | timechart eval(avg(a) | eval y=dc(b)", ["SPL103", "SPL302"]),
    ],
)
def test_what_is_wrong(text: str, found: list[str], codes: Callable[[str], list[str]]) -> None:
    assert codes(text) == found


def test_a_term_over_aggregations_is_told_from_others() -> None:
    command: Any = parse("x | timechart eval(avg(a) * 2), avg(eval(b))").commands[1]
    assert [term.is_evaluated for term in command.terms] == [True, False]
    assert command.terms[0].output_name == "eval(avg(a) * 2)"
