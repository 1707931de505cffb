"""Codes, their pages and the names that messages suggest."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

from harness.diagnostics import CODES, CodePage, SourceText, Span, locate, pages, render_page, suggest
from harness.diagnostics.codes import _pages
from harness.errors import InternalError


def test_every_file_of_pages_is_found() -> None:
    """A page is reachable because its file is there; nothing lists it."""
    for module in pkgutil.iter_modules(pages.__path__):
        for page in importlib.import_module(f"{pages.__name__}.{module.name}").PAGES:
            assert CODES[page.code] is page


def test_pages_are_complete() -> None:
    for code, page in CODES.items():
        assert code == page.code
        assert re.fullmatch(r"[A-Z]+\d{2,3}", code)
        assert page.title == page.title.strip().rstrip(".")
        assert page.explanation.endswith(".")
        assert "\n" not in page.explanation


def test_two_pages_of_one_code_are_our_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    from harness.diagnostics.pages import yaml

    monkeypatch.setattr(yaml, "PAGES", (*yaml.PAGES, yaml.PAGES[0]))
    _pages.cache_clear()
    with pytest.raises(InternalError, match="YAML001"):
        len(CODES)
    monkeypatch.undo()
    assert len(CODES) == len(list(CODES)) > 0


def test_a_page_as_text() -> None:
    page = CodePage("X001", "a title", "word " * 40 + "end.", bad="a\n\nb\n", good="c\n")
    text = render_page(page)
    assert text.startswith("X001: a title\n\nword ")
    assert text.endswith("end.\n\nWrong:\n\n    a\n\n    b\n\nRight:\n\n    c")
    assert max(map(len, text.splitlines())) <= 100
    assert render_page(CodePage("X002", "t", "e.")) == "X002: t\n\ne."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dedupe", "dedup"),
        ("STATS", "stats"),
        ("evntstats", "eventstats"),
        ("mvexpnad", "mvexpand"),
        ("zzz", None),
        ("", None),
    ],
)
def test_suggestions(name: str, expected: str | None) -> None:
    assert suggest(name, ["stats", "eventstats", "dedup", "mvexpand", "rename"]) == expected


def test_suggestions_keep_the_candidates_case_and_do_not_depend_on_order() -> None:
    assert suggest("filtermacro", ["FilterMacro"]) == "FilterMacro"
    candidates = ["abcd", "abce", "abcf"]
    assert suggest("abcx", candidates) == suggest("abcx", reversed(candidates)) is not None


def test_a_place_that_no_piece_holds_stays_in_its_text() -> None:
    assert locate(SourceText("q", "abc"), Span(1, 2)).position == (1, 2)
