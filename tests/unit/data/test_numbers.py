"""Numbers and their text (rules N1 to N8)."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.data import Column, Kind, is_numeric, numbers, parse_number, render_number, texts

NUMERIC = {"1": 1, "-7": -7, "+4": 4, "007": 7, "1.50": 1.5, ".5": 0.5, "5.": 5.0, "1e3": 1000.0, "-1.5E-2": -0.015}
NOT_NUMERIC = [
    "",
    " 1",
    "1 ",
    "1\n",
    "\t1",
    "1_000",
    "1,000",
    "0x1F",
    "1e",
    "e5",
    ".",
    "-",
    "+-1",
    "--1",
    "1.2.3",
    "10%",
]
NOT_FINITE = ["nan", "NaN", "inf", "-inf", "+inf", "Infinity", "1e999", "-1e999"]


@pytest.mark.parametrize(("text", "number"), NUMERIC.items())
def test_a_text_that_is_a_number(text: str, number: float) -> None:
    assert parse_number(text) == number
    assert numbers(Column.of([text])).values() == [number]


@pytest.mark.parametrize("text", [*NOT_NUMERIC, *NOT_FINITE, "١", "１", "1\x00"])
def test_a_text_that_is_no_number(text: str) -> None:
    assert parse_number(text) is None
    assert numbers(Column.of([text])).values() == [None]


@given(st.text("0123456789+-.eE _xinfa", max_size=8))
def test_one_text_and_a_column_of_texts_agree(text: str) -> None:
    """`parse_number` and `numbers` decide alike."""
    parsed = parse_number(text)
    assert numbers(Column.of([text])).values() == [None if parsed is None else float(parsed)]


def test_numbers_that_are_not_finite_are_texts() -> None:
    """`nan` and `inf` print and are no numbers (N7)."""
    column = Column.of([math.nan, math.inf, -math.inf, 1.0, None])
    assert texts(column).values() == ["nan", "inf", "-inf", "1", None]
    assert numbers(column).values() == [None, None, None, 1.0, None]
    assert is_numeric(column).values() == [False, False, False, True, None]


def test_the_sum_that_overflows_is_not_mistaken_for_an_infinity() -> None:
    """Finite numbers stay numbers also where their sum is not finite."""
    assert numbers(Column.of([1.7e308, 1.7e308])).values() == [1.7e308, 1.7e308]


PRINTED = {
    1.0: "1",
    -0.0: "0",
    0.1 + 0.2: "0.30000000000000004",
    1 / 3: "0.3333333333333333",
    1e15 + 0.5: "1000000000000000.5",
    1e16: "10000000000000000",
    123456789012345680.0: "1.2345678901234568e+17",
    99999999999999984.0: "99999999999999984",
    1e17: "1e+17",
    1e22: "1e+22",
    0.0001: "0.0001",
    0.00001234: "1.234e-05",
    -1e-7: "-1e-07",
    5e-324: "5e-324",
    2.0**53: "9007199254740992",
}


@pytest.mark.parametrize(("number", "text"), PRINTED.items())
def test_a_number_prints(number: float, text: str) -> None:
    assert render_number(number) == text
    assert texts(Column.of([number, 0.5])).values() == [text, "0.5"]
    assert texts(Column.of([number])).values() == [text]


@given(st.lists(st.none() | st.floats(), max_size=5))
def test_one_number_and_a_column_of_numbers_print_alike(values: list[float | None]) -> None:
    """`render_number` and `texts` agree."""
    expected = [None if v is None else render_number(v) for v in values]
    assert texts(Column(pl.Series(values, dtype=pl.Float64))).values() == expected


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_printing_loses_nothing(number: float) -> None:
    """The text of a double is the number it came from."""
    assert parse_number(render_number(number)) == number


def test_whole_numbers_beyond_doubles_keep_their_digits_until_computed_with() -> None:
    """N3: text as it came, a double as soon as it is used."""
    column = Column.of([9007199254740993])
    assert texts(column).values() == ["9007199254740993"]
    assert numbers(column).values() == [9007199254740992.0]


def test_truth_values_print_as_words() -> None:
    assert texts(Column.of([True, False, None])).values() == ["True", "False", None]
    assert numbers(Column.of([True])).values() == [None]


def test_a_multivalue_is_a_number_by_its_only_member() -> None:
    column = Column(pl.Series([["5"], ["1", "2"], ["x"], None], dtype=pl.List(pl.String)))
    assert column.kind is Kind.MULTI
    assert numbers(column).values() == [5.0, None, None, None]


def test_the_numeric_view_is_computed_once() -> None:
    """A second operation on the same texts does not parse them again."""
    column = Column.of(["1", "x"])
    assert numbers(column) is numbers(column)
    assert numbers(numbers(column)) is numbers(column)
