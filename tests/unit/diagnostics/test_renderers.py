"""Diagnostics for people and for programs."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.diagnostics import (
    Diagnostic,
    Origin,
    Severity,
    SourceText,
    Span,
    render_github,
    render_json,
    render_sarif,
    render_text,
)


def diagnostic(text: str, word: str, **changes: Any) -> Diagnostic:
    start = text.index(word)
    source = SourceText(changes.pop("name", "detections/cloud/rare_parent.yml"), text)
    return Diagnostic("SPL301", 'unknown command "dedupe"', source, Span(start, start + len(word)), **changes)


def lines(text: str, word: str, label: str = "") -> list[str]:
    """The lines of the snippet."""
    return render_text([diagnostic(text, word, label=label)]).splitlines()[2:]


def test_the_shape_of_a_message() -> None:
    """Title, place, line, carets with a label, help: as the design shows it."""
    text = "\n" * 13 + "  | stats count by parent | dedupe host\n"
    found = diagnostic(text, "dedupe", label="not a command", help='did you mean "dedup"?')
    assert render_text([found]) == (
        'error[SPL301]: unknown command "dedupe"\n'
        "  --> detections/cloud/rare_parent.yml:14:29\n"
        "   |  | stats count by parent | dedupe host\n"
        "   |                            ^^^^^^ not a command\n"
        '   = help: did you mean "dedup"?'
    )


def test_notes_come_before_help_and_go_on_in_the_next_line() -> None:
    found = diagnostic("dedupe", "dedupe", notes=("one", "two\nmore"), help="this")
    assert render_text([found]).splitlines()[4:] == [
        "   = note: one",
        "   = note: two",
        "     more",
        "   = help: this",
    ]


def test_messages_stand_apart() -> None:
    found = diagnostic("dedupe", "dedupe")
    assert render_text([found, found]) == f"{render_text([found])}\n\n{render_text([found])}"
    assert render_text([]) == ""


def test_tabs_are_shown_as_spaces() -> None:
    assert lines("\ta\tdedupe", "dedupe") == ["   |    a    dedupe", "   |         ^^^^^^"]


def test_wide_and_combining_characters_keep_the_carets_in_place() -> None:
    assert lines("日本 e\u0301 dedupe", "dedupe") == ["   |日本 e\u0301 dedupe", "   |       ^^^^^^"]
    assert lines("x 日本 y", "日本") == ["   |x 日本 y", "   |  ^^^^"]


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert lines("a\x1b[2J dedupe \u202e", "dedupe") == ["   |a�[2J dedupe �", "   |      ^^^^^^"]


def test_an_empty_span_has_one_caret() -> None:
    found = Diagnostic("SPL100", "more expected", SourceText("q", "stats"), Span(5, 5), "here")
    assert render_text([found]).splitlines()[2:] == ["   |stats", "   |     ^ here"]


def test_a_span_over_lines_shows_its_ends() -> None:
    """The first line is marked to its end, the last from its first word on, with the label."""
    text = "a [search\n   b\n   c\n   d] e\n"
    assert lines(text, text[2:-3], "unclosed") == [
        "   |a [search",
        "   |  ^^^^^^^",
        "   | ...",
        "   |   d] e",
        "   |   ^^ unclosed",
    ]
    assert lines("ab\ncd", "b\nc") == ["   |ab", "   | ^", "   |cd", "   |^"]


def test_a_span_that_ends_with_a_line_stays_on_it() -> None:
    assert lines("ab\ncd", "b\n") == ["   |ab", "   | ^"]


def test_crlf_is_not_shown() -> None:
    assert lines("a dedupe\r\nb\r\n", "dedupe") == ["   |a dedupe", "   |  ^^^^^^"]


def test_long_lines_are_cut_around_the_place() -> None:
    shown, carets = lines("x" * 500 + " dedupe " + "y" * 500, "dedupe")
    assert shown.startswith("   |…xxx")
    assert shown.endswith("yyy…")
    assert len(shown) < 160
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "dedupe"


def test_a_file_without_text_has_no_snippet() -> None:
    found = Diagnostic("YAML017", "the file cannot be read", SourceText("a.yml", ""), Span(0, 0))
    assert render_text([found]) == "error[YAML017]: the file cannot be read\n  --> a.yml:1:1"


def test_text_out_of_macros_is_shown_where_it_was_written() -> None:
    """The macro's file is the place, and each expansion on the way is a note, the nearest first."""
    file = SourceText("macros/m.yml", "definition: index=foo badcmd")
    inner = SourceText("search", "x index=foo badcmd", (Origin(2, 18, file, range(12, 29), "inner"),))
    outer = SourceText("search", inner.text, (Origin(0, 18, inner, range(19), "`outer(2)`"),))
    found = Diagnostic("SPL301", "no", outer, Span(12, 18), notes=("own",))
    assert render_text([found]).splitlines()[1:] == [
        "  --> macros/m.yml:1:23",
        "   |definition: index=foo badcmd",
        "   |                      ^^^^^^",
        "   = note: in the expansion of `inner`",
        "   = note: in the expansion of `outer(2)`",
        "   = note: own",
    ]


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_colour_adds_nothing_but_colour(severity: Severity) -> None:
    found = diagnostic("a\tdedupe\nb", "dedupe\nb", label="x", help="y", notes=("z",), severity=severity)
    plain, colored = render_text([found]), render_text([found], color=True)
    assert "\x1b" not in plain
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


@given(st.text(max_size=80), st.data())
def test_every_span_of_every_text_can_be_shown(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = Diagnostic("X", "m", SourceText("q", text), Span(start, end))
    assert render_text([found]).startswith("error[X]: m\n  --> q:")
    assert json.loads(render_json([found]))
    assert json.loads(render_sarif([found]))
    assert len(render_github([found]).splitlines()) == 1


def test_json() -> None:
    found = diagnostic("a\n dedupe", "dedupe", label="l", help="h", notes=("n",), severity="warning")
    assert json.loads(render_json([found])) == [
        {
            "code": "SPL301",
            "severity": "warning",
            "message": 'unknown command "dedupe"',
            "file": "detections/cloud/rare_parent.yml",
            "start": {"line": 2, "column": 2},
            "end": {"line": 2, "column": 8},
            "label": "l",
            "help": "h",
            "notes": ["n"],
        }
    ]
    assert json.loads(render_json([])) == []


def test_sarif() -> None:
    """One run, one rule per code with its page, one result per diagnostic that refers to it."""
    one = diagnostic("a\n dedupe", "dedupe", label="l", help="h", notes=("n",))
    other = Diagnostic("YAML003", "the file is empty", SourceText("a b.yml", ""), Span(0, 0), severity="note")
    log = json.loads(render_sarif([one, other, one]))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["SPL301", "YAML003"]
    assert rules[1]["shortDescription"]["text"] == "the file is empty"
    assert [(each["ruleId"], each["ruleIndex"], each["level"]) for each in run["results"]] == [
        ("SPL301", 0, "error"),
        ("YAML003", 1, "note"),
        ("SPL301", 0, "error"),
    ]
    assert run["results"][0]["message"]["text"] == 'unknown command "dedupe": l\nnote: n\nhelp: h'
    assert run["results"][0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "detections/cloud/rare_parent.yml"},
                "region": {"startLine": 2, "startColumn": 2, "endLine": 2, "endColumn": 8},
            }
        }
    ]


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("a b/ä.yml", "a%20b/%C3%A4.yml"),
        ("a\\b.yml", "a/b.yml"),
        ("/tmp/x.yml", "file:///tmp/x.yml"),
        ("C:\\x\\y.yml", "file:///C:/x/y.yml"),
    ],
)
def test_sarif_names_files_as_uris(name: str, uri: str) -> None:
    log = json.loads(render_sarif([diagnostic("dedupe", "dedupe", name=name)]))
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_github() -> None:
    found = diagnostic("a\n dedupe", "dedupe", label="not a command", help="x")
    command = (
        "::error file=detections/cloud/rare_parent.yml,line=2,endLine=2,col=2,endColumn=8,title=SPL301"
        '::unknown command "dedupe": not a command%0Ahelp: x'
    )
    assert render_github([found, found]) == f"{command}\n{command}"


def test_github_escapes_what_would_end_a_command() -> None:
    source = SourceText("a,b:c%.yml", "x")
    found = Diagnostic("L001", "100%\r\n::error::y", source, Span(0, 1), severity="note")
    assert render_github([found]) == (
        "::notice file=a%2Cb%3Ac%25.yml,line=1,endLine=1,col=1,endColumn=2,title=L001::100%25%0D%0A::error::y"
    )
