"""The search command's matching (rules S1 to S6), LIKE and wildcards."""

from __future__ import annotations

import re

import polars as pl
import pytest

from harness.data import Column, like, search_equals, search_not_equals, search_word, wildcard_regex


def matches(value: str | list[str], wanted: str) -> bool:
    return search_equals(Column.of([value, "\x00other"]), wanted).values()[0] is True


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("True", "true"),
        ("ÉCOLE", "école"),
        ("a.b", "a.b"),
        ("a\nb", "a*b"),
        ("", "*"),
        ("10.1.2.3", "10.0.0.0/8"),
        ("10.1.2.3", "10.9.9.9/8"),
        ("2001:db8::5", "2001:DB8::/32"),
        ("10.0.0.0/8", "10.0.0.0/8"),
        ("/usr/bin", "/usr/*"),
        (["x", "TRUE"], "true"),
        ("C:\\Temp\\a.exe", "c:\\temp\\*.EXE"),
        ("a^b$c#d&e~f-g", "A^B$C*F-G"),
    ],
)
def test_a_value_matches(value: str | list[str], wanted: str) -> None:
    assert matches(value, wanted)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("1.0", "1"),
        ("aXb", "a.b"),
        ("ab", "a?"),
        ("10.1.2.3.4", "10.0.0.0/8"),
        ("::1", "10.0.0.0/8"),
        ("ab", "a"),
        ("x", ""),
        ("usr/bin", "/usr/bin"),
        ("aab", "a*c"),
    ],
)
def test_a_value_does_not_match(value: str, wanted: str) -> None:
    assert not matches(value, wanted)


def test_both_readings_of_not_equal() -> None:
    """A row with an equal and another member tells them apart; null matches neither."""
    column = Column.of([["True", "false"], "false", "x", None])
    assert search_not_equals(column, "FALSE").values() == [True, False, True, False]
    assert search_not_equals(column, "FALSE", "none").values() == [False, False, True, False]


@pytest.mark.parametrize("wanted", ["wl-7", "WL-1*", "*-19", "10.0.0.0/8", "nothing"])
def test_asking_the_distinct_values_only_changes_nothing(wanted: str) -> None:
    """Many rows of few values give what the rows give one by one."""
    values = [f"wl-{i % 20}" if i % 7 else "10.1.1.1" if i % 2 else None for i in range(20_000)]
    found = search_equals(Column.of(values), wanted).values()
    for start in range(0, 20_000, 1000):
        part = slice(start, start + 1000)
        assert found[part] == search_equals(Column.of(values[part]), wanted).values()


@pytest.mark.parametrize(
    ("word", "raw", "found"),
    [
        ("fail", "login FAIL", True),
        ("fail", "failure", False),
        ("fail*", "a failure here", True),
        ("*ure", "a failure here", True),
        ("fail", "status=fail,code", True),
        ("fail", "user_fail", True),
        ("database error", "x database error.", True),
        ("database error", "x databases error", False),
        ("é", "caffé", False),
        ("a*z", "a b z", False),
        ("a.c", "abc", False),
        ("[x]", "say[x]now", True),
    ],
)
def test_words_are_bounded(word: str, raw: str, found: bool) -> None:
    """No letter and no digit may touch a word (S6)."""
    assert search_word(Column.of([raw, None]), word).values() == [found, False]


def test_a_word_in_no_text_at_all() -> None:
    assert search_word(Column.nulls(2), "x").values() == [False, False]


@pytest.mark.parametrize("pattern", ["a*b", "*", "x.y", "[a-z]", "a\\b", "a b", "<x>", "(", "é*", "#&~-"])
def test_wildcard_regex_is_the_same_for_python_and_polars(pattern: str) -> None:
    """The text that is the pattern itself matches, in both."""
    regex = wildcard_regex(pattern)
    assert re.fullmatch(regex, pattern)
    assert pl.Series([pattern]).str.contains(f"^{regex}$").item()
    assert not re.fullmatch(wildcard_regex("a.c"), "abc")


@pytest.mark.parametrize(
    ("text", "pattern", "result"),
    [
        ("abc", "a%", True),
        ("ABC", "a%", False),
        ("abc", "a_c", True),
        ("abc", "b", False),
        ("a.c", "a.c", True),
        ("abc", "a.c", False),
        ("a\nc", "a%c", True),
        ("", "%", True),
        ("x", "", False),
    ],
)
def test_like(text: str, pattern: str, result: bool) -> None:
    assert like(Column.of([text]), Column.of([pattern])).values() == [result]


def test_like_with_null() -> None:
    column = Column.of(["a", None])
    assert like(column, Column.constant("a", 2)).values() == [True, None]
    assert like(column, Column.of([None, "a"])).values() == [None, None]
    assert like(column, Column.nulls(2)).values() == [None, None]
    assert like(column, Column.spread(pl.Series([None], dtype=pl.String), 2)).values() == [None, None]
