"""The checks of what a detection means, beyond the examples of their pages."""

from __future__ import annotations

import pkgutil
from typing import TYPE_CHECKING

import pytest

from harness.detections import load_content, validate
from harness.detections.lint import Check, __path__, checks
from harness.timerange import FixedClock
from tests.unit.detections.sample import NOW, OLDER_TAGS, codes, content_of, findings, write

if TYPE_CHECKING:
    from pathlib import Path

    from harness.diagnostics import Diagnostic


def found_in(tmp_path: Path, changes: str, *, without: tuple[str, ...] = (), **more: str) -> list[Diagnostic]:
    return findings(content_of(tmp_path, changes, without=without, **more))


def search(*lines: str) -> str:
    return "search: |-\n" + "".join(f"  {line}\n" for line in (*lines, "| `odd_edge_filter`"))


def place(found: Diagnostic) -> tuple[int, str]:
    """The line of a finding in its file and the text under its carets."""
    location = found.location
    return location.position.line, location.source.text[location.span.start : location.span.end]


def test_each_file_holds_one_check() -> None:
    """Every file of the folder is found, and brings exactly one check."""
    files = sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))
    assert [type(check).__module__.rpartition(".")[2] for check in checks()] == files
    assert all(isinstance(check, Check) for check in checks())


# --- the search ------------------------------------------------------------------------------------------------------


def test_a_mistake_in_the_search_is_found_at_its_place_in_the_file(tmp_path: Path) -> None:
    """The parser's finding points into the YAML file."""
    (found,) = found_in(tmp_path, search("| makeresults", '| eval host="a"', "| dedupe host"))
    assert found.code == "SPL301"
    assert place(found) == (12, "dedupe")


def test_every_mistake_of_a_search_is_told(tmp_path: Path) -> None:
    """Two wrong commands, two findings."""
    lines = search("| makeresults", '| eval host="a"', "| dedupe host", "| wher a=1")
    assert codes(found_in(tmp_path, lines)) == ["SPL301", "SPL301"]


def test_an_unknown_macro_is_found(tmp_path: Path) -> None:
    """A call of a macro that no file defines."""
    (found,) = found_in(tmp_path, search("search `nosuch` host=a"))
    assert found.code == "SPL304"
    assert "nosuch" in place(found)[1]


def test_the_number_of_arguments_of_a_macro_counts(tmp_path: Path) -> None:
    """A call with two arguments of a macro that takes one."""
    macro = "name: both\ndefinition: a=$x$\narguments: [x]\n"
    (found,) = found_in(tmp_path, search("search `both(1,2)` host=a"), macros__both=macro)
    assert found.code == "SPL307"


def test_macros_that_call_each_other_are_found(tmp_path: Path) -> None:
    """A loop of macros is told, not followed."""
    one, other = "name: a\ndefinition: '`b`'\n", "name: b\ndefinition: '`a`'\n"
    found = found_in(tmp_path, search("search `a` host=a"), macros__a=one, macros__b=other)
    assert codes(found) == ["SPL306"]


def test_a_macro_of_the_platform_is_known(tmp_path: Path) -> None:
    """`drop_dm_object_name` comes with the Common Information Model, not with the content."""
    lines = search("| makeresults", '| eval Web.host="a"', "| `drop_dm_object_name(Web)`", "| table host")
    assert found_in(tmp_path, lines) == []


# --- drilldowns ------------------------------------------------------------------------------------------------------

DRILLDOWN = "drilldown_searches:\n- name: View them\n  search: '{}'\n  earliest_offset: 7d\n  latest_offset: '0'\n"


def test_a_drilldown_is_parsed_with_the_search_in_it(tmp_path: Path) -> None:
    """The placeholder stands for the detection's search, tokens are text."""
    assert found_in(tmp_path, DRILLDOWN.format('%original_detection_search% | search host = "$host$"')) == []


def test_a_mistake_in_a_drilldown_is_found_at_its_place(tmp_path: Path) -> None:
    """What stands behind the placeholder leads to the drilldown, not to the search."""
    (found,) = found_in(tmp_path, DRILLDOWN.format("%original_detection_search% | serch host = $host$"))
    assert found.code == "SPL301"
    assert place(found)[1] == "serch"


def test_a_mistake_in_the_search_is_not_told_again_by_its_drilldown(tmp_path: Path) -> None:
    """One mistake, one finding."""
    changes = search("| makeresults", "| dedupe host") + DRILLDOWN.format("%original_detection_search% | search a=1")
    assert codes(found_in(tmp_path, changes)) == ["SPL301"]


# --- filter macro ----------------------------------------------------------------------------------------------------


def test_the_filter_macro_of_another_detection_is_pointed_at(tmp_path: Path) -> None:
    """A copied detection still ends with the old name; the finding stands under it."""
    macro = "name: odd_egde_filter\ndefinition: search *\n"
    changes = 'search: |-\n  | makeresults\n  | eval host="a"\n  | `odd_egde_filter`\n'
    (found,) = found_in(tmp_path, changes, macros__odd_egde_filter=macro)
    assert found.code == "DET130"
    assert place(found) == (12, "odd_egde_filter")
    assert found.help == "write `odd_edge_filter` instead"


def test_a_filter_macro_in_a_comment_does_not_count(tmp_path: Path) -> None:
    """Comments are no commands."""
    for comment in ("``` | `odd_edge_filter` ```", "``` ` | `odd_edge_filter` ```"):
        changes = f'search: |-\n  | makeresults\n  | eval host="a" {comment}\n'
        assert codes(found_in(tmp_path, changes)) == ["DET130"]


def test_calls_pair_up_whatever_stands_between_them(tmp_path: Path) -> None:
    """`a`|`b` is two calls, not a call of a pipe."""
    macro = "name: a\ndefinition: search *\n"
    changes = 'search: |-\n  | makeresults\n  | eval host="a" | `a`|`odd_edge_filter`\n'
    assert found_in(tmp_path, changes, macros__a=macro) == []


# --- risk ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("score", "is_right"), [("25", True), ("25.0", True), ("24", False)])
def test_the_score_is_the_product(score: str, is_right: bool, tmp_path: Path) -> None:
    """impact × confidence / 100."""
    tags = OLDER_TAGS.replace("risk_score: 25", f"risk_score: {score}")
    assert (found_in(tmp_path, tags, without=("rba",)) == []) is is_right


@pytest.mark.parametrize(("score", "is_right"), [("31.5", True), ("32", True), ("31", False)])
def test_a_score_with_a_fraction_may_be_rounded(score: str, is_right: bool, tmp_path: Path) -> None:
    """45 × 70 / 100 is 31.5, which the field's tool rounds to 32."""
    tags = OLDER_TAGS.replace("risk_score: 25", f"risk_score: {score}")
    tags = tags.replace("confidence: 50", "confidence: 70").replace("impact: 50", "impact: 45")
    assert (found_in(tmp_path, tags, without=("rba",)) == []) is is_right


def test_a_token_is_found_under_its_characters(tmp_path: Path) -> None:
    """The carets stand under the token, the help lists the fields that there are."""
    rba = "rba:\n  message: Odd edge in $hots$\n  risk_objects:\n  - {field: host, type: system, score: 25}\n"
    (found,) = found_in(tmp_path, rba + "  threat_objects: []\n")
    assert found.code == "DET133"
    assert place(found)[1] == "$hots$"
    assert found.help == 'did you mean "host"? at its end the search has: amount, host'


def test_tokens_of_the_older_generation_are_looked_at_too(tmp_path: Path) -> None:
    """The message stands in tags there, and the observables are risk objects."""
    tags = OLDER_TAGS.replace("$host$", "$hots$").replace("name: host", "name: hots")
    assert codes(found_in(tmp_path, tags, without=("rba",))) == ["DET133", "DET134"]


def test_events_may_have_any_field(tmp_path: Path) -> None:
    """A search that does not determine its fields gives no finding about them."""
    assert found_in(tmp_path, search("search index=main sourcetype=x")) == []


def test_a_removed_field_is_not_there(tmp_path: Path) -> None:
    """Even of events it is known what `fields -` took away."""
    assert codes(found_in(tmp_path, search("search index=main", "| fields - host"))) == ["DET133", "DET134"]


def test_risk_without_deployment_that_creates_it(tmp_path: Path) -> None:
    """A hunting search that says whose risk it raises, although its type raises none."""
    hunting = (
        "name: Hunting\nid: cc5895e8-3420-4ab7-af38-cf87a28f9c3b\ndate: '2021-12-21'\nauthor: me\ndescription: d\n"
        "scheduling: {cron_schedule: 0 * * * *, earliest_time: -1h, latest_time: now, schedule_window: auto}\n"
        "type: Hunting\n"
    )
    (found,) = found_in(tmp_path, "type: Hunting\n", deployments__hunting=hunting)
    assert found.code == "DET137"
    assert place(found)[1] == "rba"
    assert found_in(tmp_path, "type: Hunting\n", without=("rba",), deployments__hunting=hunting) == []


# --- names, lookups, dates -------------------------------------------------------------------------------------------


def test_lookups_are_known_by_name_and_by_file(tmp_path: Path) -> None:
    """Both name the same rows; a third is unknown, and the nearest name is suggested."""
    lookup = "name: good_hosts\nfilename: good_hosts.csv\n"
    for name in ("good_hosts", "good_hosts.csv"):
        found = found_in(tmp_path, search("search index=main", f"| lookup {name} host"), lookups__good_hosts=lookup)
        assert "SPL305" not in codes(found)
    found = found_in(tmp_path, search("search index=main", "| lookup good_host host"), lookups__good_hosts=lookup)
    (unknown,) = [each for each in found if each.code == "SPL305"]
    assert place(unknown)[1] == "good_host"
    assert unknown.help is not None
    assert "good_hosts" in unknown.help


def test_a_lookup_in_a_quoted_text_is_none(tmp_path: Path) -> None:
    """Text is text."""
    found = found_in(tmp_path, search("| makeresults", '| eval host="| lookup nosuch x"', "| table host"))
    assert found == []


def test_a_csv_file_may_be_written_before_it_exists(tmp_path: Path) -> None:
    """outputlookup makes the file."""
    found = found_in(tmp_path, search("search index=main", "| outputlookup seen.csv"))
    assert "SPL305" not in codes(found)


def test_today_is_not_the_future(tmp_path: Path) -> None:
    """A date is compared with the day of the given clock, in UTC."""
    content = content_of(tmp_path, "date: '2024-10-27'\n")
    assert validate(content, clock=FixedClock(NOW)) == []
    assert codes(validate(content, clock=FixedClock(NOW - 86_400))) == ["DET125"]


# --- undecided points ------------------------------------------------------------------------------------------------

BY_HOST = ("| makeresults", '| eval host="a", x=mvappend("1","2")')


@pytest.mark.parametrize(
    ("line", "is_warned"),
    [
        ('| search x!="1"', True),
        ('| search NOT x="1"', False),
        ('| search host!="b"', False),
        ('| search host="a" (x="2" OR x!="1")', True),
        ('| where x!="1"', True),
        ('| where "1"!=x', True),
        ('| where host!="b"', False),
        ('| where isnull(mvfind(x, "^1$"))', False),
        ('| mvexpand x | search x!="1"', False),
        ('| rename x as y | search y!="1"', True),
        ('| eval x="3" | search x!="1"', False),
        ('| stats values(amount) as y by host | search y!="1"', True),
        ('| stats count as y by host | search y!="1"', False),
    ],
)
def test_not_equal_is_warned_about_on_multivalue_fields_only(line: str, is_warned: bool, tmp_path: Path) -> None:
    """Where a field can hold several values, != has two readings; elsewhere it has one."""
    found = found_in(tmp_path, search(*BY_HOST, line))
    assert ("L001" in codes(found)) is is_warned


def test_the_warning_stands_under_the_comparison(tmp_path: Path) -> None:
    """And shows a form that means the same under both readings."""
    (found,) = found_in(tmp_path, search(*BY_HOST, '| search host="a" x!="1"'))
    assert place(found)[1] == 'x!="1"'
    assert found.help == 'write NOT x="1" to drop results in which any value is this one'
    assert found.severity == "warning"


# --- validating a part -----------------------------------------------------------------------------------------------


def test_paths_limit_the_findings(tmp_path: Path) -> None:
    """Only what is at or below a path is judged."""
    broken = "detections/network/broken.yml"
    content = content_of(tmp_path, "staus: x\n", network__broken="name: [\n")
    assert codes(validate(content, [tmp_path / "detections/cloud"], clock=FixedClock(NOW))) == ["DET101"]
    assert [f.source.name for f in validate(content, [tmp_path / broken], clock=FixedClock(NOW))] == [broken]
    assert len(content.checked_files([tmp_path / "detections/cloud"])) == 1
    assert len(content.checked_files()) == 4


def test_checking_nothing_is_told(tmp_path: Path) -> None:
    """A folder without content is not found sound."""
    content = content_of(tmp_path)
    (tmp_path / "empty").mkdir()
    assert codes(validate(content, [tmp_path / "empty"])) == ["DET116"]


def test_a_file_outside_the_content_is_judged_with_it(tmp_path: Path) -> None:
    """A published search kept elsewhere uses this content's macros; its own problems are told."""
    content = content_of(tmp_path)
    write(tmp_path, {"elsewhere/odd_edge.yml": "name: [\n"})
    found = validate(content, [tmp_path / "elsewhere/odd_edge.yml"], clock=FixedClock(NOW))
    assert [each.code for each in found] == ["YAML001"]


def test_unused_deployments_and_baselines_are_judged(tmp_path: Path) -> None:
    """A schedule that no detection uses yet, and the search of a baseline."""
    files = {
        "deployments/bad.yml": "name: Bad\nid: cc5895e8-3420-4ab7-af38-cf87a28f9c3b\ndate: '2021-12-21'\nauthor: me\n"
        "description: d\nscheduling: {cron_schedule: never, earliest_time: -1h, latest_time: now, "
        "schedule_window: auto}\ntype: TTP\n",
        "baselines/bad.yml": "name: Bad\nid: 0f7ee854-1aad-4bef-89c5-5c402b488510\nversion: 1\ndate: '2021-12-21'\n"
        "author: me\ntype: Baseline\ndescription: d\nsearch: '| nosuch'\n"
        "tags: {analytic_story: [], detections: [], product: [Splunk Cloud], security_domain: network}\n",
    }
    found = validate(load_content(write(tmp_path, files)), clock=FixedClock(NOW))
    assert codes(found) == ["SPL301", "DET139"]
