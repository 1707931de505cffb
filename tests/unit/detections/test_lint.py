"""The rules about searches, beyond the examples of their pages: what they find, and above all what they leave alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.detections import load_content
from harness.detections.lint import Rule, checks
from harness.detections.lint._search import LintedSearch, lines_of
from harness.detections.linting import Choice, lint, listed_rules, read_choice
from harness.errors import ConfigError, SplError
from harness.spl.contract import COMMANDS
from harness.spl.parsing import parse
from harness.timerange import FixedClock
from tests.unit.detections.sample import NOW, content_of

if TYPE_CHECKING:
    from harness.diagnostics import Diagnostic


def search(spl: str) -> str:
    """A search of one line, without quotes of YAML around it."""
    return f"search: |-\n  {spl} | `odd_edge_filter`\n"


LINT = Choice(("L",))


def found_in(tmp_path: Path, text: str, choice: Choice = LINT, **more: str) -> list[Diagnostic]:
    content = content_of(tmp_path, text, without=["rba"], **more)
    return lint(content, choice=choice, clock=FixedClock(NOW))


def marked(found: Diagnostic) -> str:
    """The text under the carets."""
    place = found.location
    return place.source.text[place.span.start : place.span.end]


EDGES = "| mstats count(a) as n where index=m {0} by x y | append [ mstats count(a) as n where index=m {1} by x y ]"
TSTATS = (
    "| tstats count from datamodel=A where A.k=1 by {0} | append [| tstats count from datamodel=A where A.k=1 by {1} ]"
)
JOINED = "search index=a | join x [ search index=a earliest=-1d | stats count by x ]"

FOUND: list[tuple[str, str, str]] = [
    # BY fields
    ("L002", "| mstats avg(a) as n where index=m by x y | append [ mstats avg(a) as n where index=m by x ]", "x"),
    ("L002", "| mstats avg(a) as n where index=m by x y | join x [ mstats avg(a) as m where index=m by x ]", "x"),
    ("L002", TSTATS.format("A.x b", "A.x"), "A.x"),
    (
        "L002",
        "search index=a | stats count by x y | append [ search index=a earliest=-1d | stats count by x ]",
        "x",
    ),
    # names
    ("L003", "search index=a | stats avg(b) as stdev_b by x", "avg(b) as stdev_b"),
    ("L003", "search index=a | stats max(b) as minB by x", "max(b) as minB"),
    ("L003", "search index=a | stats perc95(b) as p99 by x", "perc95(b) as p99"),
    ("L003", "search index=a | stats max(_time) as firstTime by x", "max(_time) as firstTime"),
    ("L003", "search index=a | eventstats sum(b) as avg_b by x", "sum(b) as avg_b"),
    ("L003", 'search index=a | stats avg(b) by x | rename "avg(b)" as max_b', '"avg(b)" as max_b'),
    # limits
    ("L004", "search index=a | append [ search index=b | stats count by x ]", "append"),
    ("L004", "search index=a NOT [ search index=b | table x ]", "["),
    # windows
    ("L005", EDGES.format("earliest=-24h", "earliest=-30d latest=-1h"), "earliest=-30d latest=-1h"),
    ("L005", EDGES.format("earliest=-1h", "earliest=-30d latest=-2h"), "earliest=-30d latest=-2h"),
    ("L005", EDGES.format("earliest=-1h@h", "earliest=-30d@d latest=@h"), "earliest=-30d@d latest=@h"),
    # the same twice
    ("L006", "search index=a | eval r='b.c'/'b.c'", "'b.c'/'b.c'"),
    ("L006", "search index=a | where x=y AND b > b", "b > b"),
    ("L006", "search index=a | where b/c > b/c", "b/c > b/c"),
    # baselines
    ("L007", "search index=a | table x b | lookup platform x OUTPUT m | fillnull m | where b > m", "fillnull m"),
    ("L008", "| mstats avg(c) as c where index=m by host process.pid", "process.pid"),
    ("L008", "search index=a | eventstats avg(b) as m by host, process_id", "process_id"),
    # fields
    ("L010", "search index=a | stats count by x | where cuont > 1", "cuont"),
    ("L010", "search index=a | stats count by x | stats sum(count) by y", "y"),
    ("L010", "search index=a | table x | rename x as y | eval z=x+1", "x"),
    ("L010", "search index=a | table x | search y=1", "y"),
    ("L010", "search index=a | stats count by x | search NOT cuont=1", "cuont"),
    ("L010", "search index=a | stats count by x | append [ search index=b | table y | where z=1 ]", "z"),
    ("L011", "search index=a | stats count by x | table x y", "y"),
    # sort
    ("L012", "search index=a | sort - x", "sort"),
    ("L012", "search index=a | sort x | stats first(y) by z", "sort"),
    ("L013", JOINED, "join"),
    # reading
    ("L014", "search index=a *error", "*error"),
    ("L014", "search index=a user=*admin", "user=*admin"),
    ("L015", "search index=* x=1", "index=*"),
    ("L015", "| tstats count where index=* by host", "index=*"),
    ("L015", "search index IN (a, *)", "index IN (a, *)"),
    ("L016", "search sourcetype=a", "sourcetype=a"),
    ("L016", "| tstats count where sourcetype=a by host", "tstats"),
    ("L016", "| mstats avg(c) where host=a", "mstats"),
    ("L016", "search index!=a x=1", "index!=a x=1"),
    ("L018", "search index=a | transaction host", "transaction"),
    ("L019", "search index=a | lookup platform x OUTPUT ok | search ok!=yes", "ok!=yes"),
    ("L019", 'search index=a | lookup platform x OUTPUT ok | where ok!="yes"', 'ok!="yes"'),
    # eval
    ("L020", "search index=a | where tcp.bytes > 1", "tcp.bytes"),
    ("L020", "search index=a | eval x=if(a.b.c=1, 1, 0)", "a.b.c"),
    ("L021", 'search index=a | where match(x, "a^b")', '"a^b"'),
    ("L021", 'search index=a | where match(x, "(a$|b$)c")', '"(a$|b$)c"'),
    ("L021", 'search index=a | where lower(x)="Admin"', '"Admin"'),
    ("L021", 'search index=a | where match(lower(x), "^Admin$")', '"^Admin$"'),
    ("L022", "search index=a | stats count by x | head 5 | sort - count", "head"),
    ("L023", "search index=a | dedup x | stats count by y", "dedup"),
    ("L024", 'search index=a | eval y=if(x="adm*", 1, 0)', '"adm*"'),
    ("L024", 'search index=a | where x IN ("a*", "b")', '"a*"'),
    ("L024", 'search index=a | where like(x, "a*")', '"a*"'),
    ("L025", "search index=a (x!=1 OR x!=2)", "x!=1 OR x!=2"),
    ("L025", "search index=a | where x!=1 OR x!=2", "x!=1 OR x!=2"),
    ("L025", "search index=a (NOT x=1 OR NOT x=2)", "NOT x=1 OR NOT x=2"),
]


LEFT_ALONE: list[tuple[str, str]] = [
    ("L002", "| mstats avg(a) as n where index=m by x y | append [ mstats avg(b) as n where index=m by x ]"),
    ("L002", "| mstats avg(a) as n where index=m by x | join x [ mstats avg(a) as n where index=m by x y ]"),
    ("L002", "search index=a | stats count by x y | append [ search index=b | stats count by x ]"),
    ("L002", "search index=a | stats count by x y | append [ search index=a | stats count ]"),
    ("L003", "search index=a | stats avg(b) as avg_b stdev(b) as stdev_b max(b) as peak by x"),
    ("L003", "search index=a | stats max(min_b) as min_b avg(max) as max by x"),
    ("L003", "search index=a | stats count as total dc(y) as count_y latest(b) as max_b values(b) as min by x"),
    ("L003", "search index=a | stats max(b) as minutes avg(b) as average_maximum by x"),
    ("L003", "search index=a | stats perc95(b) as p95 median(b) as p50 min(_time) as firstTime by x"),
    ("L003", "search index=a | stats sum(eval(if(b>1, 1, 0))) as over by x"),
    ("L004", "search index=a | append [ search index=b | stats count ]"),
    ("L004", "search index=a | append [ search index=b | head 5 ] | append maxout=100 [ search index=c ]"),
    ("L004", "search index=a | append [| makeresults | eval x=1 ]"),
    ("L005", EDGES.format("earliest=-1h", "earliest=-30d latest=-1h")),
    ("L005", EDGES.format("earliest=-1h", "earliest=-1h")),
    ("L005", "search index=a earliest=-1h | append [ search index=b earliest=-1d ]"),
    ("L005", EDGES.format("", "earliest=-30d latest=-1h")),
    ("L006", "search index=a | eval r=b/c, s=1/1, t=random()-random()"),
    ("L007", "search index=a | table x b | lookup platform x OUTPUT m | where b > m | fillnull m"),
    ("L007", "search index=a | table x b | lookup platform x OUTPUT m | fillnull b | where b > m"),
    ("L007", "search index=a | table x b | lookup platform x OUTPUT m | fillnull value=none m | where b > m"),
    ("L007", "search index=a | table x b | lookup platform x OUTPUT m n | fillnull | where b > m AND n > 5"),
    ("L007", "search index=a | table x b | lookup platform x OUTPUT m | fillnull m | where b < m"),
    ("L007", "search index=a | fillnull | where b > c"),
    ("L008", "search index=a | stats count min(_time) as t by host process_id"),
    ("L008", "search index=a | eventstats avg(b) as m by host rapid stupid process_idle"),
    ("L010", "search index=a | where x=1 | eval y=z"),
    ("L010", "search index=a | stats count by x | eval y=count | where y > 1"),
    ("L010", "search index=a | stats count by x | eval a=1, b=a+1 | where b > 1"),
    ("L010", "search index=a | stats count by x | eval y=coalesce(z, x) | where isnull(w) OR isnotnull(v)"),
    ("L010", "search index=a | stats values(eval(if(x=1, y, null))) as v by x"),
    ("L010", "search index=a | stats count by x | search NOT y=1"),
    ("L010", "search index=a | stats values(*) as * by x | where y=1"),
    ("L010", 'search index=a | table x | rex field=x "(?<y>a)" | where y="a"'),
    ("L010", "search index=a | table x | spath input=x | where y=1"),
    ("L010", "search index=a | stats count by x | lookup platform x | where y=1"),
    ("L010", "search index=a | stats count by x | lookup platform x OUTPUT y | where y=1"),
    ("L010", "search index=a | stats count by x | foreach c* [ eval y_<<FIELD>>='<<FIELD>>' ] | where y_count=1"),
    ("L010", "search index=a | table x | join x [ search index=b | fields x y ] | where y=1"),
    ("L010", "search index=a | timechart count by x | where y=1"),
    ("L010", "search index=a | chart count over x by y | where z=1"),
    ("L010", "search index=a | table x | nosuch_filter | where z=1"),
    ("L010", 'search index=a | table x | map search="search index=b x=$x$" | where z=1'),
    ("L010", "search index=a | table _time x | iplocation x | where Country=1"),
    ("L010", "| tstats count from datamodel=A by A.x | rename A.* as * | where x=1"),
    ("L010", "| inputlookup t | where z=1"),
    ("L011", "search index=a | stats count by x | fields - y"),
    ("L012", "search index=a | sort 0 x | sort 5 x | sort - x | head 10"),
    ("L012", "search index=a | head 50 | sort x | stats count | sort count | top x | sort x"),
    ("L013", "search index=a | join x [| inputlookup t ] | join x [| tstats count from datamodel=A by x ]"),
    ("L014", "search index=a error* x=a*b x=* NOT y=*z | search q=*r"),
    ("L014", "search index=a EventCode=4104 x=*b*"),
    ("L015", "search index=a* | search index=*"),
    ("L015", "search index!=* x=1"),
    ("L016", "search index=a | append [ search eventtype=b ] | search c=1"),
    ("L016", "| tstats count from datamodel=A by A.x"),
    ("L016", "search [ search index=a | return 1 index ] | appendpipe [ search x=1 ]"),
    ("L018", "search index=a | transaction host maxspan=1h | transaction host maxevents=5"),
    ("L019", "search index=a | lookup platform x OUTPUT ok | search NOT ok=yes"),
    ("L019", "search index=a | lookup platform x OUTPUT ok | fillnull value=no ok | search ok!=yes"),
    ("L019", 'search index=a | lookup platform x OUTPUT ok | where isnotnull(ok) AND ok!="yes"'),
    ("L019", "search index=a | lookup platform x OUTPUT ok | search ok=* ok!=yes"),
    ("L019", "search index=a | search ok!=yes | stats count by x | search x!=b"),
    ("L020", 'search index=a | eval x=a.".".b, y=a . b, z=\'a.b\', w=c."-"'),
    ("L020", "search index=a | eval user=1, domain=2 | eval x=user.domain"),
    ("L021", 'search index=a | where match(x, "^a$") OR match(x, "(^|b)a($|b)") OR match(x, "[^a]$")'),
    (
        "L021",
        'search index=a | where match(x, "(?m)a$b") OR match(x, "a\\\\^b\\\\$c") OR match(lower(x), "\\\\S+\\\\D")',
    ),
    ("L021", 'search index=a | where lower(x)="admin" OR upper(x)="ADMIN" OR lower(x)=Y'),
    ("L022", "search index=a | sort - count | head 5 | sort x"),
    ("L022", "search index=a | head 5 | sort _time | stats count by x | head 3"),
    ("L023", "search index=a | dedup x | table x | stats values(x) as x"),
    ("L023", "search index=a | stats count by x | dedup x sortby -count | stats count"),
    ("L024", 'search index=a x="a*" | where like(x, "a%") OR match(x, "a.*") OR x="*" OR x="**b**"'),
    ("L025", "search index=a x!=1 x!=2 (x!=1 OR y!=2) (x=1 OR x=2) NOT (x=1 OR x=2)"),
    ("L025", "search index=a | where (x!=1 AND x!=2) OR y!=1"),
]


def _platform(spl: str) -> str:
    return spl.replace("platform", "asset_lookup_by_str")


@pytest.mark.parametrize(("code", "spl", "place"), FOUND, ids=lambda value: value if value[:1] == "L" else "")
def test_a_rule_finds_the_mistake_at_its_place(code: str, spl: str, place: str, tmp_path: Path) -> None:
    """One finding, whose carets stand under the characters that it is about."""
    found = [marked(each) for each in found_in(tmp_path, search(_platform(spl))) if each.code == code]
    assert found == [place]


@pytest.mark.parametrize(("code", "spl"), LEFT_ALONE)
def test_a_rule_leaves_what_is_sound_alone(code: str, spl: str, tmp_path: Path) -> None:
    """What only looks like the mistake."""
    spl = _platform(spl).replace("| nosuch_filter", "| `anything`")
    found = found_in(tmp_path, search(spl), macros__anything="name: anything\ndefinition: xyseries x y z\n")
    assert [each.message for each in found if each.code[:3] in (code, "SPL")] == []


def test_what_a_macro_brings_is_told_at_its_call(tmp_path: Path) -> None:
    """A search is looked at with its macros expanded; the author reads the call."""
    macro = "name: everything\ndefinition: index=* source=a\n"
    (found,) = found_in(tmp_path, search("search `everything` x=1"), macros__everything=macro)
    assert (found.code, marked(found)) == ("L015", "`everything`")
    assert found.notes == ("in the expansion of `everything`: index=*",)


def test_a_macro_that_says_where_data_come_from_counts_as_index(tmp_path: Path) -> None:
    """It is where a site writes its index; a macro that only filters is not."""
    for definition, expected in (("sourcetype=a", []), ("index=a", []), ("user=b", ["L016"])):
        macro = f"name: from_here\ndefinition: {definition}\n"
        found = found_in(tmp_path, search("search `from_here` x=1"), macros__from_here=macro)
        assert [each.code for each in found] == expected


def test_a_lookup_with_a_default_match_has_no_missing_fields(tmp_path: Path) -> None:
    """!= on its outputs drops nothing but what is meant."""
    text = search("search index=a | lookup known x OUTPUT ok | search ok!=yes")
    for more, expected in (("", ["L019"]), ("default_match: 'no'\n", [])):
        lookup = f"name: known\ncollection: known\nfields_list: x, ok\n{more}"
        found = found_in(tmp_path, text, lookups__known=lookup)
        assert [each.code for each in found if each.code == "L019"] == expected


RISK = (
    "rba:\n  message: Odd edge in $host$ by $user$\n  risk_objects:\n  - {field: host, type: system, score: 25}\n"
    "  threat_objects: []\n"
)


def test_a_field_of_the_risk_is_missed_where_it_was_dropped(tmp_path: Path) -> None:
    """The finding stands at the last BY field of the grouping that dropped it, not at later ones."""
    spl = "search index=a | stats count by host other | stats sum(count) as n by host"
    found = lint(content_of(tmp_path, search(spl) + RISK), choice=Choice(("L009",)), clock=FixedClock(NOW))
    assert [each.message for each in found] == []  # the second stats never had it
    spl = "search index=a | stats count by host other | where count > 3"
    (lost,) = lint(content_of(tmp_path, search(spl) + RISK), choice=Choice(("L009",)), clock=FixedClock(NOW))
    assert (marked(lost), lost.severity) == ("other", "warning")


def test_real_time_bounds_in_a_search_are_found_although_it_is_refused(tmp_path: Path) -> None:
    """The bound is text, and a bound inside of a quoted text is none."""
    text = search('search index=a earliest=rt-5m latest=rt "earliest=rt" | eval x="latest=rtnow"')
    found = [marked(each) for each in found_in(tmp_path, text) if each.code == "L017"]
    assert found == ["rt-5m", "rt"]


def test_baselines_are_linted(tmp_path: Path) -> None:
    """A rule looks at every scheduled search."""
    baseline = (
        "name: Bad\nid: 0f7ee854-1aad-4bef-89c5-5c402b488510\nversion: 1\ndate: '2021-12-21'\nauthor: me\n"
        "type: Baseline\ndescription: d\nsearch: search index=a | eval r=b/b\n"
        "tags: {analytic_story: [], detections: [], product: [Splunk Cloud], security_domain: network}\n"
    )
    found = found_in(tmp_path, search("search index=a"), baselines__bad=baseline)
    assert [(each.code, each.source.name) for each in found] == [("L006", "detections/baselines/bad.yml")]


def test_a_file_outside_the_content_is_linted_with_it(tmp_path: Path) -> None:
    """Such as a published search that is kept for tests."""
    macro = "name: odd_edge_filter\ndefinition: search *\n"
    content_of(tmp_path, search("search index=a | sort x"), macros__odd_edge_filter=macro)
    inside = tmp_path / "detections/cloud/odd_edge.yml"
    outside = tmp_path / "elsewhere/odd_edge.yml"
    outside.parent.mkdir()
    inside.rename(outside)
    content = load_content(tmp_path)
    assert [each.code for each in lint(content, [outside], choice=Choice(("L",)))] == ["L012"]


def test_a_choice_is_by_codes_and_their_beginnings(tmp_path: Path) -> None:
    """Selecting narrows, ignoring drops, and both take lists."""
    text = search("search index=* *x | sort y")
    assert [each.code for each in found_in(tmp_path, text)] == ["L015", "L014", "L012"]
    assert [each.code for each in found_in(tmp_path, text, read_choice(["l015,L012"]))] == ["L015", "L012"]
    assert [each.code for each in found_in(tmp_path, text, read_choice(["L01"], ["L014", "L012"]))] == ["L015"]


def test_an_unknown_code_is_refused() -> None:
    """With the nearest one."""
    with pytest.raises(ConfigError, match="did you mean"):
        read_choice(["L0012"])


def test_each_rule_is_listed() -> None:
    """Every code of every rule once, with the severity that its findings have."""
    rules = listed_rules()
    assert [rule.code for rule in rules] == sorted({rule.code for rule in rules})
    assert {rule.code for rule in rules if rule.is_fixable} == {"L012", "L020", "L091"}
    assert {rule.severity for rule in rules} == {"warning", "note"}
    notes = {rule.code for rule in rules if rule.severity == "note"}
    assert not notes & {rule.code for rule in rules if rule.in_validate}


EXAMPLES = sorted({example.spl for command in COMMANDS.all() for example in command.documentation.examples})
SHAPES = (
    "| mcatalog values(metric_name) as m where index=a by host",
    "| dbinspect index=a | eventcount | metadata type=hosts",
    'search index=a | outlier x | cluster | concurrency duration=x | xpath outfield=y "//a" | reltime | typer | tags',
    "search index=a | set diff [ search index=b ] [ search index=c ]",
    "search index=a | union [ search index=b ] mydata",
    "search index=a | kmeans k=2 x | anomalydetection x | transpose 3 | xyseries a b c",
    "search index=a | makecontinuous _time | trendline sma3(x) as y",
    "search index=a | autoregress x | rangemap field=x | multikv | xmlkv",
)


@pytest.mark.parametrize("spl", [*EXAMPLES, *SHAPES])
def test_every_command_can_be_looked_at(spl: str, tmp_path: Path) -> None:
    """No rule stumbles over a command's shape, whatever it thinks of it."""
    try:
        parse(spl)
    except SplError:
        pytest.skip("not a search of its own")
    leading = spl if spl.lstrip().startswith("|") else spl.removeprefix("search ")
    found_in(
        tmp_path, "search: |-\n" + "".join(f"  {line}\n" for line in f"{leading} | `odd_edge_filter`".splitlines())
    )


def test_sample_searches_can_be_looked_at(tmp_path: Path) -> None:
    """And so with the searches of the corpus of syntax."""
    samples = Path(__file__).parents[3].parent / "shared" / "corpus" / "parse_sample.jsonl"
    if not samples.is_file():
        pytest.skip("the folder ../shared/corpus is not there")
    content = content_of(tmp_path, search("search index=a"), without=["rba"])
    for line in samples.read_text(encoding="utf-8").splitlines():
        spl = json.loads(line)["spl"]
        try:
            pipeline = parse(spl)
        except SplError:
            continue
        looked = LintedSearch(content.detections[0], content, pipeline, tuple(lines_of(pipeline)))
        for rule in checks():
            if isinstance(rule, Rule) and pipeline.commands:
                assert all(found.code in rule.codes for found in rule.look(looked))
