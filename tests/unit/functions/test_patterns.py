"""PCRE patterns in the dialect of the `regex` module."""

from __future__ import annotations

from typing import cast

import pytest

from harness.spl import patterns
from harness.spl.patterns import PatternError, PatternTimeout, compile_pattern, search, substitute


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"\Qa.b\E+", "xa.bb", "a.bb"),
        (r"a\Z", "a\n", "a"),
        (r"a\z", "a\n", None),
        (r"\x{41}", "A", "A"),
        (r"(?<n>a)\k<n>", "aa", "aa"),
        (r"(?'n'a)\k{n}", "aa", "aa"),
        (r"(?P<x>.)(?P=x)", "abb", "bb"),
        (r"(a)\g{1}", "aa", "aa"),
        (r"(a)\g1", "aa", "aa"),
        (r"(a)(?:c)?(b)\g{-1}", "abb", "abb"),
        (r"x{d}", "x{d}", "x{d}"),
        (r"x{,3}", "x{,3}", "x{,3}"),
        (r'{"a":\d{1,2}}', '{"a":12}', '{"a":12}'),
        (r"[\]{}]+", "]{}", "]{}"),
        (r"[]a]+", "]a", "]a"),
        (r"[[:alpha:]]+", "12ab", "ab"),
        (r"\p{Lu}", "aB", "B"),
        (r"\p{L}+", "é", "é"),
        (r"^\w$", "é", None),
        (r"(?i)É", "é", "é"),
        (r"\N+", "ab\n", "ab"),
        (r"a++b", "aab", "aab"),
        (r"\y\-", "y-", "y-"),
        (r"a\Kb", "ab", "b"),
    ],
)
def test_a_pattern_means_what_it_means_in_pcre(pattern: str, text: str, found: str | None) -> None:
    """The places where the two dialects differ are rewritten."""
    match = search(compile_pattern(pattern), text)
    assert (match and match.group()) == found


@pytest.mark.parametrize("pattern", ["(", "a)", "[a", "*a", r"(?<n>a)\k<m>"])
def test_a_text_that_is_no_pattern_is_refused(pattern: str) -> None:
    """The message names the text."""
    with pytest.raises(PatternError, match="is not a regular expression"):
        compile_pattern(pattern)


def test_a_pattern_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Repetitions in repetitions do not hang a search."""
    monkeypatch.setattr(patterns, "TIMEOUT_S", 0.05)
    endless = compile_pattern("^(a|aa)+$")
    text = "a" * 60 + "b"
    with pytest.raises(PatternTimeout):
        search(endless, text)
    with pytest.raises(PatternTimeout):
        substitute(endless, lambda _: "", text)


def test_a_pattern_that_asks_for_more_memory_than_there_is_is_stopped() -> None:
    """What it has to remember grows with the value; that ends as one that takes too long does."""

    class Greedy:
        pattern = "^(a|aa)+$"

        def search(self, text: str, timeout: float) -> None:
            raise MemoryError(text, timeout)

    with pytest.raises(PatternTimeout, match=r"\(a\|aa\)"):
        search(cast("patterns.Pattern", Greedy()), "a")


def test_a_slow_pattern_is_an_error_of_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error stands at the call and says what to do."""
    from harness.errors import SearchRuntimeError
    from harness.spl.session import run_search

    monkeypatch.setattr(patterns, "TIMEOUT_S", 0.05)
    text = "a" * 60 + "b"
    spl = f'| makeresults | eval t="{text}" | where match(t, "^(a|aa)+$")'
    with pytest.raises(SearchRuntimeError, match="SPL520"):
        run_search(spl, now=0.0)


def test_between_two_values_the_search_may_be_stopped() -> None:
    """Whoever matches value by value in Python asks before each of them."""
    asked: list[int] = []

    def check() -> None:
        asked.append(len(asked))
        if len(asked) == 3:
            raise KeyboardInterrupt

    stoppable = patterns.checked(str.upper, check)
    assert [stoppable("a"), stoppable("b")] == ["A", "B"]
    with pytest.raises(KeyboardInterrupt):
        stoppable("c")
