"""A pattern that is run over whole columns finds what PCRE finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.data import Column, contains_pattern, extract_groups
from harness.data.wording import replaced
from harness.spl.functions.replace import native_template, replaced_one
from harness.spl.native_patterns import native_pattern, native_replaces
from harness.spl.patterns import PatternError, compile_pattern, search

PIECES = [
    "a",
    "b",
    "1",
    "-",
    " ",
    r"\d",
    r"\w",
    r"\s",
    r"\D",
    r"\W",
    r"\.",
    ".",
    "[ab]",
    "[^a1]",
    r"[\w.-]",
    r"[^\s;]",
    r"\b",
]
REPEATS = ["", "", "*", "+", "?", "*?", "+?", "{1,2}", "{2}"]
TEXTS = st.text(alphabet="abAB1-_. ;\n\té٣", max_size=12)


def patterns() -> st.SearchStrategy[str]:
    piece = st.builds(str.__add__, st.sampled_from(PIECES), st.sampled_from(REPEATS))
    run = st.lists(piece, min_size=1, max_size=3).map("".join)
    grouped = st.builds("(?:{}|{}){}".format, run, run, st.sampled_from(REPEATS))
    part = st.one_of(run, grouped)
    ends = st.sampled_from(["", "$"])
    return st.builds(
        "{}{}(?<x>{}){}(?<y>{})?{}{}".format,
        st.sampled_from(["", "^", "(?i)", "(?i)^"]),
        part,
        part,
        part,
        run,
        part,
        ends,
    ).map(lambda text: text.replace(")?", ")"))


@given(patterns(), st.lists(TEXTS, min_size=1, max_size=5))
def test_both_engines_find_the_same_groups(pattern: str, texts: list[str]) -> None:
    native = native_pattern(pattern)
    if native is None:
        return
    compiled = compile_pattern(pattern)
    found = extract_groups(Column.of(texts), native, ["x", "y"])
    assert found is not None
    matches = [search(compiled, text) for text in texts]
    for name in ("x", "y"):
        assert found[name].values() == [None if match is None else match.group(name) for match in matches]


@given(patterns(), TEXTS)
def test_both_engines_agree_whether_a_text_matches(pattern: str, text: str) -> None:
    native = native_pattern(pattern)
    if native is not None:
        found = contains_pattern(Column.of([text]), native)
        assert found is not None
        assert found.values() == [search(compile_pattern(pattern), text) is not None]


@given(patterns(), TEXTS, st.sampled_from(["", "<$1>", "$0", r"\1-\2", r"a\\b"]))
def test_both_engines_replace_alike(pattern: str, text: str, replacement: str) -> None:
    """A pattern that may match nothing, or takes the end of a line, is never replaced over whole columns."""
    written = pattern.removesuffix("$") + "a"
    if native_pattern(written) is None or not native_replaces(written):
        return
    whole = replaced(Column.of([text]), str(native_pattern(written)), native_template(replacement))
    assert whole is not None
    assert whole.values() == [replaced_one(text, written, replacement)]


@given(st.text(alphabet=r"ab1\(){}[]?*+^$.|:<>-,dws", max_size=10), TEXTS)
def test_whatever_is_translated_means_the_same(pattern: str, text: str) -> None:
    native = native_pattern(pattern)
    if native is None:
        return
    try:
        compiled = compile_pattern(pattern)
    except PatternError:
        return
    found = contains_pattern(Column.of([text]), native)
    if found is not None:
        assert found.values() == [search(compiled, text) is not None]


@pytest.mark.parametrize(
    "pattern",
    [
        r"\Bx",
        "x(?i)y",
        "(?i)[A-z]",
        "(?=x)",
        r"(x)\1",
        "x++",
        "(x)+",
        "[[:alpha:]]",
        "é",
        r"\x41",
        "a$b",
        "[]",
        "(",
        ")",
    ],
)
def test_what_may_differ_is_not_translated(pattern: str) -> None:
    assert native_pattern(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [r"user=(?<user>\w+);", r"\bcmd\.exe\b", "(?i)[a-f]x+", r"^(?P<a>[^,]+),(?<b>.*)$", r"(?:a|b){2}\d?[\w.-]*?"],
)
def test_common_patterns_are_translated(pattern: str) -> None:
    assert native_pattern(pattern) is not None
