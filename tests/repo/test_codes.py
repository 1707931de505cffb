"""Each diagnostic code has a page, and each page's code can be met."""

from __future__ import annotations

import re
from pathlib import Path

from harness.diagnostics.codes import CODES

SOURCES = [
    path
    for path in (Path(__file__).parents[2] / "harness").rglob("*.py")
    if "pages" not in path.parts and path.name != "codes.py"
]
CODE = re.compile(r"\"((?:YAML|DET|SPL|DS|EXP|L)\d{3})\"")


def _raised() -> set[str]:
    return {code for path in SOURCES for code in CODE.findall(path.read_text(encoding="utf-8"))}


def test_each_code_has_a_page() -> None:
    """`harness explain CODE` works for every code that a user can meet."""
    assert sorted(_raised() - set(CODES)) == []


def test_each_page_belongs_to_a_code() -> None:
    """No page explains a code that nothing raises."""
    assert sorted(set(CODES) - _raised()) == []


def test_each_page_explains() -> None:
    """A page has a title and an explanation of its own."""
    for code, page in CODES.items():
        assert page.code == code
        assert page.title
        assert len(page.explanation) > len(page.title)
