"""From a text to a pipeline: commands, brackets, recovery."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.diagnostics import Diagnostic, SourceText, Span
from harness.errors import (
    SplArgumentError,
    SplError,
    SplNameError,
    SplSyntaxError,
    SplUnsupportedError,
)
from harness.spl.parsing import parse
from harness.spl.syntax.mistakes import error_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Codes = Callable[[str], list[str]]


def places(text: str) -> list[tuple[str, str]]:
    """The code of each mistake and the text under its carets."""
    with pytest.raises(SplError) as caught:
        parse(text)
    found = [each for each in caught.value.diagnostics if isinstance(each, Diagnostic)]
    return [(each.code, each.source.text[each.span.start : each.span.end]) for each in found]


@pytest.mark.parametrize("text", ["index=main error", "search index=main error", "SEARCH index=main error"])
def test_a_search_that_starts_without_a_pipe_starts_with_search(text: str) -> None:
    assert parse(text) == parse("| search index=main error")


@pytest.mark.parametrize("text", ["| append [ search a ]", "| append [| search a ]", "| APPEND [\n|search a]"])
def test_a_subsearch_may_start_with_a_pipe(text: str) -> None:
    assert parse(f"x {text}") == parse("x | append [ search a ]")


def test_a_subsearch_is_indented_but_not_its_texts() -> None:
    """Line ends inside of quotes are part of the text."""
    text = 'x\n| append [ makeresults data="a\n| b" format=csv\n    | append [ search c\n        | head limit=5 ] ]'
    pipeline = parse(text)
    assert parse(str(pipeline)) == pipeline
    assert '"a\n| b"' in str(pipeline)
    assert "\n        | head limit=5 ] ]" in str(pipeline)


def test_names_of_commands_are_read_in_any_letter_case() -> None:
    assert parse("x | STATS COUNT BY a | Eval b=Len(a)") == parse("x | stats count by a | eval b=len(a)")


def test_each_command_knows_its_place() -> None:
    text = "index=main  | stats  count by a| append [ search b | head 5 ] | table x"
    pipeline = parse(text)
    spans = [text[command.span.start : command.span.end] for command in pipeline.commands]
    assert spans == ["index=main", "stats  count by a", "append [ search b | head 5 ]", "table x"]


def test_one_run_shows_every_broken_command() -> None:
    """Reading goes on behind the next pipe, inside of brackets and behind them."""
    text = "x | dedupe a | append [ serch b | fields ] | where a= | eval y=lenn(1) | stats count"
    assert places(text) == [
        ("SPL301", "dedupe"),
        ("SPL301", "serch"),
        ("SPL204", "]"),
        ("SPL110", "|"),
        ("SPL302", "lenn"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x | | stats count", [("SPL107", "|")]),
        ("x |", [("SPL107", "")]),
        ("x | append [ search b | stats count", [("SPL105", "[")]),
        ("x | append [ search b | append [ search c", [("SPL105", "[")]),
        ("x ] | stats count | hed", [("SPL106", "]"), ("SPL301", "hed")]),
        ("x | append [ search b ]] | hed", [("SPL106", "]"), ("SPL301", "hed")]),
        ("x | where (a=1 | hed", [("SPL103", "("), ("SPL301", "hed")]),
        ("x | where a=1) | hed", [("SPL104", ")"), ("SPL301", "hed")]),
        ('x | where a="b | hed', [("SPL001", '"')]),
        ("x | where a=b head 5", [("SPL109", "head")]),
        ("x | makeresults", [("SPL108", "makeresults")]),
        ("x | append [ makeresults | makeresults ]", [("SPL108", "makeresults")]),
        ("", [("SPL111", "")]),
        ("  ", [("SPL111", "")]),
        ("|", [("SPL107", "")]),
        ("| 5", [("SPL102", "5")]),
        ("x | append [ index=b ]", [("SPL301", "index")]),
        ('x | eval a="]|[" | hed', [("SPL301", "hed")]),
    ],
)
def test_mistakes_are_shown_at_their_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert places(text) == expected


def test_a_misspelt_name_brings_a_suggestion() -> None:
    with pytest.raises(SplNameError) as caught:
        parse("x | dedupe a")
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert found.help == 'did you mean "dedup"?'


def test_many_mistakes_do_not_flood() -> None:
    """Reading stops after a hundred of them."""
    with pytest.raises(SplError) as caught:
        parse("x" + " | nosuch" * 1000)
    assert len(caught.value.diagnostics) == 100


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("SPL001", SplSyntaxError),
        ("SPL101", SplSyntaxError),
        ("SPL203", SplArgumentError),
        ("SPL301", SplNameError),
        ("SPL401", SplArgumentError),
        ("SPL900", SplUnsupportedError),
    ],
)
def test_the_class_of_an_error_follows_from_its_code(code: str, kind: type[SplError]) -> None:
    error = error_of([Diagnostic(code, "message", SourceText("x", "text"), Span(0, 1))])
    assert type(error) is kind


def test_mistakes_are_sorted_by_place() -> None:
    source = SourceText("x", "text")
    late, early = (Diagnostic("SPL301", "m", source, Span(at, at + 1)) for at in (3, 1))
    assert error_of([late, early]).diagnostics == (early, late)
