"""Splunk apps: conf files with positions, and their stanzas as content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.detections import Content, load_content, validate
from harness.diagnostics import CODES
from harness.timerange import FixedClock
from tests.unit.detections.sample import NOW, codes, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from harness.diagnostics import Diagnostic

SEARCHES = """\
# what the app finds
[default]
disabled = 1

[Odd edge]
search = `edges` \\
  | stats count by host \\
  | wheree count > 5
cron_schedule = 0 * * * *
action.risk = 1
action.risk.param._risk_message = Odd edge in $hosst$
action.risk.param._risk = [{"risk_object_field": "host", "risk_object_type": "system", "risk_score": "25"}]
alert.suppress = 1
alert.suppress.fields = host, dest
"""
MACROS = "[edges]\ndefinition = index=main\n\n[near(2)]\nargs = a, b\ndefinition = x=$a$ y=$b$\n"
TRANSFORMS = "[known]\nfilename = known.csv\nmatch_type = WILDCARD(host)\n\n[parts]\nREGEX = (.)\n"
APP: Mapping[str, str | bytes] = {
    "default/savedsearches.conf": SEARCHES.replace("wheree", "where"),
    "default/macros.conf": MACROS,
    "default/transforms.conf": TRANSFORMS,
    "lookups/known.csv": "host,owner\na,me\n",
    "lookups/free.csv": "host\na\n",
}
PAGES = [page for code, page in CODES.items() if code.startswith("DET20") or code == "DET210"]
NAMES = ("savedsearches", "macros", "transforms")
SHOWN = [page.code for page in PAGES if page.bad]


def app(root: Path, **changes: str | bytes) -> Content:
    """The sample's app with some conf files changed: `default__macros` is default/macros.conf."""
    return load_content(
        write(root, {**APP, **{f"{key.replace('__', '/')}.conf": text for key, text in changes.items()}})
    )


def found_in(content: Content) -> list[Diagnostic]:
    return validate(content, clock=FixedClock(NOW))


def place(found: Diagnostic) -> str:
    where = found.location
    return f"{where.source.name}:{where.position.line}:{where.position.column}"


def shown(found: Diagnostic) -> str:
    """The text that the finding points at."""
    where = found.location
    return where.source.text[where.span.start : where.span.end]


def test_an_app_is_content(tmp_path: Path) -> None:
    """Saved searches are detections, macros and lookups are what they are; `[default]` is none of them."""
    content = app(tmp_path)
    detection = content.detection("Odd edge")
    assert [each.name for each in content.detections] == ["Odd edge"]
    assert detection is not None
    assert detection.search == "`edges` \n  | stats count by host \n  | where count > 5"
    assert detection.risk is not None
    assert [(each.field, each.type, each.score) for each in detection.risk.risk_objects] == [("host", "system", 25)]
    assert detection.throttling is not None
    assert detection.throttling.fields == ("host", "dest")
    assert detection.deployment is not None
    assert detection.deployment.window == {"earliest": "0", "latest": "now"}
    assert {macro.key: macro.arguments for macro in content.macros} == {"edges": (), "near(2)": ("a", "b")}
    assert set(content.lookup_rows) == {"known", "known.csv", "free.csv"}
    assert content.lookup_rows["known"].rows() == [{"host": "a", "owner": "me"}]
    assert [place(each) for each in content.diagnostics] == []


def test_findings_point_into_the_conf_file(tmp_path: Path) -> None:
    """Line and column of a continued value, of a message and of a list with commas."""
    found = found_in(app(tmp_path))
    assert [(each.code, place(each), shown(each)) for each in found] == [
        ("DET133", "default/savedsearches.conf:11:47", "$hosst$"),
        ("DET136", "default/savedsearches.conf:14:31", "dest"),
    ]
    broken = found_in(app(tmp_path, default__savedsearches=SEARCHES))
    assert [(each.code, place(each), shown(each)) for each in broken] == [
        ("SPL301", "default/savedsearches.conf:8:5", "wheree")
    ]


def test_json_settings_point_into_the_conf_file(tmp_path: Path) -> None:
    """A risk object that no result has is told at its name inside the JSON text."""
    text = str(APP["default/savedsearches.conf"]).replace('"host", "risk_object_type"', '"hots", "risk_object_type"')
    (found,) = [each for each in found_in(app(tmp_path, default__savedsearches=text)) if each.code == "DET134"]
    assert (place(found), shown(found)) == ("default/savedsearches.conf:12:50", '"hots"')


def test_local_wins_over_default(tmp_path: Path) -> None:
    """A setting of local/ replaces that of default/, and findings in it point into local/."""
    local = "[Odd edge]\r\naction.risk.param._risk_message = $nobody$\r\ncron_schedule = 61 * * * *\r\n"
    found = found_in(app(tmp_path, local__savedsearches=local))
    assert [(each.code, place(each)) for each in found] == [
        ("DET136", "default/savedsearches.conf:14:31"),
        ("DET133", "local/savedsearches.conf:2:35"),
        ("DET139", "local/savedsearches.conf:3:17"),
    ]


def test_a_finding_in_a_macro_points_into_its_definition(tmp_path: Path) -> None:
    """Of a macro from macros.conf, the place in that file and the call's name are told."""
    found = found_in(app(tmp_path, default__macros="[edges]\ndefinition = index=main | wheree x\n"))
    assert [(each.code, place(each)) for each in found] == [("SPL301", "default/macros.conf:2:27")]
    assert found[0].location.via == ("edges",)


def test_a_macro_is_validated(tmp_path: Path) -> None:
    """The validation expression is read as an eval expression, at its place."""
    macros = MACROS + "validation = isnum(a) ANDD b\niseval = 1\n"
    content = app(tmp_path, default__macros=macros)
    assert {place(each).rpartition(":")[0] for each in content.diagnostics} == {"default/macros.conf:7"}
    assert [macro.is_eval for macro in content.macros] == [False, True]


def test_the_validation_of_a_macro_judges_calls(tmp_path: Path) -> None:
    """A condition over the arguments is sound, and a search whose call it refuses is told with errormsg."""
    macros = MACROS + 'validation = isnum($a$) AND len("$b$") > 0\nerrormsg = a is a number\n'
    searches = "[good]\nsearch = `near(1, x)`\n[bad]\nsearch = `near(x, 1)`\n"
    content = app(tmp_path, default__macros=macros, default__savedsearches=searches)
    assert content.diagnostics == ()
    (found,) = found_in(content)
    assert (found.code, place(found)) == ("SPL311", "default/savedsearches.conf:4:10")
    assert found.message.endswith("a is a number")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a]\nsearch = x\\\n  y", "x\n  y"),
        ("[a]\nsearch = x # no comment", "x # no comment"),
        ("[a]\n  search   =   x = y  \n", "x = y"),
        ("\ufeff[a]\r\nsearch = x\\\r\ny\r\n", "x\ny"),
        ("[a]\n# search = z\nsearch = x\\\n# y", "x\n# y"),
        ("[a]\nsearch =\\\n\\\nx", "x"),
        ("search = common\n[a]\n", "common"),
        ("[a]\nsearch = own\n[default]\nsearch = common\n", "own"),
    ],
)
def test_values(text: str, expected: str, tmp_path: Path) -> None:
    """Continuation, comments, blanks, marks and line ends, and what stands before the first stanza."""
    content = app(tmp_path, default__savedsearches=text)
    assert [each.search for each in content.detections] == [expected]
    source = content.detections[0].search_source
    file = source.origins[0].source.text
    assert [file[at] for at in source.origins[0].offsets[:-1]] == [
        char if char != "\n" else file[at] for char, at in zip(expected, source.origins[0].offsets, strict=False)
    ]


@pytest.mark.parametrize("code", SHOWN)
def test_the_bad_example_has_the_mistake(code: str, tmp_path: Path) -> None:
    """Each page's bad example is found, and its good one is sound."""
    name = "macros" if code in ("DET207", "DET208") else "savedsearches"
    assert code in codes(load_content(write(tmp_path, {f"default/{name}.conf": CODES[code].bad})).diagnostics)
    good = load_content(write(tmp_path, {f"default/{name}.conf": CODES[code].good}))
    assert [str(each) for each in found_in(good)] == []


def test_declared_commands_are_known(tmp_path: Path) -> None:
    """A stanza of commands.conf makes a command of an add-on known, in an app and in a repository."""
    search = {"default/savedsearches.conf": "[a]\nsearch = index=main | cyberchef x\n"}
    assert codes(found_in(load_content(write(tmp_path, search)))) == ["SPL301"]
    text = "[cyberchef]\nchunked = true\n"
    assert codes(found_in(load_content(write(tmp_path, {"default/commands.conf": text})))) == []
    other = {"detections/macros/a.yml": "name: a\ndefinition: head 1\n", "commands.conf": "[Cyberchef]\njunk\n"}
    content = load_content(write(tmp_path / "repo", other))
    assert content.external_commands == {"cyberchef"}
    assert "commands.conf:2" in [f"{each.source.name}:{each.location.position.line}" for each in content.diagnostics]


def test_each_line_of_junk_is_one_finding(tmp_path: Path) -> None:
    """Broken lines do not hide each other, nor the stanzas behind them."""
    text = "junk\n[a\nsearch = x\n= y\n[b] z\nsearch = y \\ \n| head 1\n"
    content = app(tmp_path, default__savedsearches=text)
    assert [(each.code, each.location.position.line) for each in content.diagnostics] == [
        ("DET202", 1),
        ("DET201", 2),
        ("DET202", 4),
        ("DET202", 5),
        ("DET202", 7),
    ]
    assert "backslash and blanks" in (content.diagnostics[-1].help or "")
    assert [each.name for each in content.detections] == ["a", "b"]


def test_a_file_that_is_no_text_is_one_finding(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 stop their file and nothing else."""
    content = app(tmp_path, default__savedsearches=b"[a]\nsearch = \xff\n")
    assert codes(content.diagnostics) == ["DET205"]
    assert len(content.macros) == 2


def test_a_stanza_of_an_app_needs_no_filter_macro(tmp_path: Path) -> None:
    """What holds for content files only is not asked of saved searches, and a filter macro is not invented."""
    content = app(tmp_path, default__savedsearches="[Odd]\nsearch = index=main | `odd_filter`\n")
    assert codes(found_in(content)) == ["SPL304"]


PLAIN = r"[a] [m(1)] [ ] = \ # search definition args validation | `m(x)` [[ x é , cron_schedule alert.suppress.fields"
RISK = ["action.risk = 1", "action.risk.param._risk", "action.correlationsearch.annotations", "alert.suppress = 1"]
JSON = ['[{"risk_object_field": "h"}]', r'{"a": [1, "\u0041"]}']
WORDS = st.sampled_from([*PLAIN.split(), *RISK, *JSON, "\n", "\r\n", " "])


@given(st.lists(WORDS, max_size=40).map("".join), st.lists(WORDS, max_size=15).map("".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_more_than_wrong(tmp_path: Path, default: str, local: str) -> None:
    """Whatever stands in the files: findings with places in them, and never an exception."""
    files = {f"{layer}/{name}.conf": text for layer, text in (("default", default), ("local", local)) for name in NAMES}
    for found in found_in(load_content(write(tmp_path, files))):
        where = found.location
        assert where.source.name in files
        assert 0 <= where.span.start <= where.span.end <= len(where.source.text)
