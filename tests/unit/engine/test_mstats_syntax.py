"""mstats and mcatalog as text: canonical form, the same tree again, and every mistake with its place."""

from __future__ import annotations

import pytest

from harness.diagnostics import Diagnostic
from harness.errors import SplError
from harness.spl.parsing import parse

CANONICAL = {
    "| mstats avg(cpu.usr)": "| mstats avg(cpu.usr)",
    "| mstats AVG(cpu.usr) as x where index=m a=1 groupby h": "| mstats avg(cpu.usr) AS x WHERE index=m a=1 BY h",
    "| mstats count(x) where index=m AND earliest=-1h latest=now by a.b, c span=10s": (
        "| mstats count(x) WHERE index=m earliest=-1h latest=now BY a.b c span=10s"
    ),
    "| mstats count(x) span=10s every=1m where index=m": "| mstats count(x) WHERE index=m span=10s every=1m",
    "| mstats count(x) where index=m span=10s NOT host=a": "| mstats count(x) WHERE index=m NOT host=a span=10s",
    "| mstats count(x) where span=5m": "| mstats count(x) span=5m",
    "| mstats count(x) where (host=a OR host=b) span=5m": "| mstats count(x) WHERE host=a OR host=b span=5m",
    '| mstats count(x) where host=a fillnull_value="n a" by host': (
        '| mstats fillnull_value="n a" count(x) WHERE host=a BY host'
    ),
    '| mstats max("df used") as "Disk use" where "my dim"="a b" by "my dim"': (
        '| mstats max("df used") AS "Disk use" WHERE "my dim"="a b" BY "my dim"'
    ),
    "| mstats prestats=t count where index=m span=auto": "| mstats prestats=true count WHERE index=m span=auto",
    "| mstats chart=t count(x) where index=m by host span=1d chart.limit=top10": (
        "| mstats chart=true chart.limit=top10 count(x) WHERE index=m BY host span=1d"
    ),
    "| mcatalog values(_dims) as info where metric_name=x AND index=y": (
        "| mcatalog values(_dims) AS info WHERE metric_name=x index=y"
    ),
}


@pytest.mark.parametrize("spl", CANONICAL)
def test_the_canonical_form_reads_back_as_the_same_tree(spl: str) -> None:
    tree = parse(spl)
    assert str(tree) == CANONICAL[spl]
    assert parse(str(tree)) == tree


def test_append_may_follow_other_commands() -> None:
    """Partial results add to those before them; without append the command makes its own."""
    assert len(parse("| mstats prestats=t count(x) where index=m | mstats prestats=t append=t count(y)").commands) == 2
    assert _mistakes("| makeresults | mstats count(y) where index=m") == [("SPL108", "mstats")]


def _mistakes(spl: str) -> list[tuple[str, str]]:
    """The code of each mistake and the text that it points at."""
    with pytest.raises(SplError) as caught:
        parse(spl)
    found = [each for each in caught.value.diagnostics if isinstance(each, Diagnostic)]
    return [(each.code, each.source.text[each.span.start : each.span.end]) for each in found]


@pytest.mark.parametrize(
    ("spl", "mistakes"),
    [
        ("| mstats", [("SPL204", "")]),
        ("| mstats count where index=m", [("SPL232", "count")]),
        ("| mstats avg where index=m", [("SPL232", "avg")]),
        ("| mstats avg(eval(x*2)) where index=m", [("SPL232", "avg(eval(x*2))")]),
        ("| mstats sum(_time) where index=m", [("SPL232", "sum(_time)")]),
        ("| mstats list(x) values(y) where index=m", [("SPL232", "list(x)"), ("SPL232", "values(y)")]),
        ("| mstats nosuch(x) where index=m", [("SPL303", "nosuch")]),
        ("| mstats avg(_value) max(x) where metric_name=a", [("SPL230", "avg(_value) max(x)")]),
        ("| mstats avg(_value) where index=m", [("SPL231", "avg(_value)")]),
        ("| mstats avg(x) where NOT metric_name=y", [("SPL231", "avg(x)")]),
        ("| mstats avg(x) where index=m and host=a", [("SPL233", "and")]),
        ('| mstats avg(x) where index=m "some words"', [("SPL233", '"some words"')]),
        ("| mstats avg(x) where host=TERM(a)", [("SPL233", "TERM(a)")]),
        ("| mstats avg(x) where _timeseries=a", [("SPL233", "_timeseries=a")]),
        ("| mstats avg(x) where earliest>-1h", [("SPL233", "earliest>-1h")]),
        ("| mstats avg(x) where [search index=main | fields host]", [("SPL233", "[search index=main | fields host]")]),
        ("| mstats avg(x) where earliest=yesterday", [("SPL206", "yesterday")]),
        ("| mstats avg(x) by host where index=m", [("SPL234", "where")]),
        ("| mstats avg(x) by _value host host", [("SPL234", "_value"), ("SPL234", "host")]),
        ("| mstats avg(x) by ho*", [("SPL209", "ho*")]),
        ("| mstats avg(x) by", [("SPL204", "")]),
        ("| mstats append=t avg(x) where index=m", [("SPL235", "mstats append=t avg(x) where index=m")]),
        ("| mstats prestats=t avg(x) as y", [("SPL235", "mstats prestats=t avg(x) as y")]),
        ("| mstats prestats=t chart=t avg(x)", [("SPL235", "mstats prestats=t chart=t avg(x)")]),
        ("| mstats prestats=t avg(x.*)", [("SPL235", "mstats prestats=t avg(x.*)")]),
        ("| mstats avg(x) every=1h", [("SPL235", "mstats avg(x) every=1h")]),
        ("| mstats avg(x) span=1mon every=20d", [("SPL235", "mstats avg(x) span=1mon every=20d")]),
        ("| mstats avg(x) span=tuesday", [("SPL235", "mstats avg(x) span=tuesday")]),
        ("| mstats chunk_size=10 avg(x)", [("SPL205", "10")]),
        ("| mstats spam=1h avg(x)", [("SPL203", "spam")]),
        ("| mstats avg(x) where index=m span=", [("SPL110", "")]),
        ("| mcatalog count(host) where index=m", [("SPL232", "count(host)")]),
        ("| mcatalog values(_values)", [("SPL232", "values(_values)")]),
        ("| mcatalog values(*)", [("SPL232", "values(*)")]),
        ("| mcatalog append=t values(host)", [("SPL235", "mcatalog append=t values(host)")]),
    ],
)
def test_each_mistake_points_at_its_text(spl: str, mistakes: list[tuple[str, str]]) -> None:
    assert _mistakes(spl) == mistakes
