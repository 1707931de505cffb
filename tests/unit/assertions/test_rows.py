"""Pairing expected rows with actual rows."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from harness.assertions.expected import Absent, Anything, ExpectedValue, Matching, Members, Number, Text
from harness.assertions.rows import ExpectedRow, match_rows
from harness.data import RenderedRow
from harness.diagnostics import SourceText, Span

SOURCE = SourceText("expectations.yml", "")


def row(**cells: ExpectedValue) -> ExpectedRow:
    return ExpectedRow(cells, SOURCE, Span(0, 0))


def test_rows_agree_in_any_order() -> None:
    """The order of results does not matter unless a test says so."""
    expected = [row(a=Text("1")), row(a=Text("2"))]
    actual: list[RenderedRow] = [{"a": "2"}, {"a": "1"}]
    assert match_rows(expected, actual, closed=True).is_perfect
    assert not match_rows(expected, actual, closed=True, ordered=True).is_perfect


def test_a_row_answers_for_one_expected_row_only() -> None:
    """Two equal expected rows need two results."""
    match = match_rows([row(a=Text("1")), row(a=Text("1"))], [{"a": "1"}], closed=True)
    assert len(match.missing) == 1


def test_a_closed_row_has_no_other_fields() -> None:
    """`results` compares every field; `contains` only the named ones."""
    actual: list[RenderedRow] = [{"a": "1", "b": "2"}]
    assert match_rows([row(a=Text("1"))], actual, closed=False).is_perfect
    (difference,) = match_rows([row(a=Text("1"))], actual, closed=True, key=["a"]).differing
    assert difference.fields == ("b",)


def test_rows_that_mostly_agree_are_shown_as_one_difference() -> None:
    """A changed cell is not a missing and an unexpected row."""
    expected = [row(host=Text("h"), user=Text("u"), count=Number(3))]
    match = match_rows(expected, [{"host": "h", "user": "u", "count": "4"}], closed=True)
    assert (match.missing, match.unexpected) == ((), ())
    assert match.differing[0].fields == ("count",)


def test_rows_that_have_little_in_common_are_not_paired() -> None:
    """One equal cell of three makes no pair."""
    expected = [row(host=Text("h"), user=Text("u"), count=Number(3))]
    match = match_rows(expected, [{"host": "h", "user": "x", "count": "4"}], closed=True)
    assert (len(match.missing), len(match.unexpected)) == (1, 1)


def test_the_key_decides_what_belongs_together() -> None:
    """With a key, rows are paired by it alone."""
    expected = [row(host=Text("h"), user=Text("u"), count=Number(3))]
    match = match_rows(expected, [{"host": "h", "user": "x", "count": "4"}], closed=True, key=["host"])
    assert match.differing[0].fields == ("user", "count")


def test_values() -> None:
    """Each rule accepts what it says and nothing else."""
    assert Number(360).accepts("360.0")
    assert not Number(360).accepts("360.5")
    assert Number(360, 1).accepts("360.5")
    assert not Number(0).accepts(None)
    assert not Number(9007199254740992).accepts("9007199254740993")
    assert not Text("1").accepts("1.0")
    assert Text("a").accepts(["a"])
    assert not Text("a").accepts(["a", "b"])
    assert Members(("a", "b")).accepts(["a", "b"])
    assert not Members(("a", "b")).accepts(["b", "a"])
    assert Members(("a",)).accepts("a")
    assert Absent().accepts(None)
    assert not Absent().accepts("")
    assert Anything().accepts("")
    assert not Anything().accepts(None)
    assert Matching(re.compile("^new")).accepts("new edge")
    assert not Matching(re.compile("^edge")).accepts("new edge")


CELLS = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "1", "1.0", "x", "y"]), min_size=1)


@given(st.lists(CELLS, max_size=8), st.randoms())
def test_any_permutation_of_the_rows_matches(cells: list[dict[str, str]], random: object) -> None:
    """Rows always match themselves, whatever their order and their repetitions."""
    expected = [row(**{name: Text(value) for name, value in item.items()}) for item in cells]
    actual: list[RenderedRow] = [dict(item) for item in cells]
    random.shuffle(actual)  # type: ignore[attr-defined]
    assert match_rows(expected, actual, closed=True).is_perfect


@given(st.lists(CELLS, max_size=6), st.lists(CELLS, max_size=6))
def test_nothing_is_lost(wanted: list[dict[str, str]], found: list[dict[str, str]]) -> None:
    """Every row is paired, missing or unexpected; none disappears."""
    expected = [row(**{name: Text(value) for name, value in item.items()}) for item in wanted]
    match = match_rows(expected, [dict(item) for item in found], closed=True)
    agreed = len(wanted) - len(match.missing) - len(match.differing)
    assert agreed >= 0
    assert len(found) == agreed + len(match.unexpected) + len(match.differing)
