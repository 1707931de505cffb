"""Tables, and rows as Splunk prints them."""

from __future__ import annotations

import math

import polars as pl

from harness.data import Column, Table

ROWS = Table.from_rows([{"a": 1, "b": "x"}, {"a": 2.5, "c": ["p", "q"]}, {"b": ""}])


def test_rows_print_texts_lists_and_nothing_for_null() -> None:
    assert ROWS.rows() == [{"a": "1", "b": "x"}, {"a": "2.5", "c": ["p", "q"]}, {"b": ""}]


def test_a_multivalue_of_one_member_prints_as_that_member() -> None:
    lists = pl.Series([["a"], ["a", "b"]], dtype=pl.List(pl.String))
    assert Table({"m": Column(lists)}).rows() == [{"m": "a"}, {"m": ["a", "b"]}]


def test_odd_values_survive() -> None:
    """NUL, newlines, emoji and what is no number print as they are."""
    rows = Table.from_rows([{"a": "\x00😀\n", "n": math.nan}, {"a": '"', "n": -math.inf}])
    assert rows.rows() == [{"a": "\x00😀\n", "n": "nan"}, {"a": '"', "n": "-inf"}]


def test_rows_without_fields_are_still_rows() -> None:
    assert Table({}, 2).rows() == [{}, {}]
    assert Table({"a": Column.nulls(2)}).rows() == [{}, {}]
    assert Table({"a": Column.constant("x", 2)}).rows() == [{"a": "x"}] * 2


def test_the_order_of_columns_is_that_of_first_appearance() -> None:
    assert ROWS.names == ["a", "b", "c"]
    assert list(ROWS.with_column("b", Column.nulls(3)).names) == ["a", "b", "c"]


def test_filter_keeps_what_is_true() -> None:
    """False and null drop a row, whatever the column is made of."""
    assert ROWS.filter(Column.of([True, None, False])).rows() == ROWS.rows()[:1]
    assert ROWS.filter(Column.nulls(3)).height == 0
    assert ROWS.filter(Column.constant(value=True, height=3)).rows() == ROWS.rows()
    assert ROWS.filter(Column.constant(value=False, height=3)).names == ROWS.names


def test_filter_keeps_constants_in_step() -> None:
    rows = Table({"k": Column.constant("x", 3), "n": Column.of([1, 2, 3])}).filter(Column.of([True, False, True]))
    assert rows.rows() == [{"k": "x", "n": "1"}, {"k": "x", "n": "3"}]


def test_take_and_slice() -> None:
    assert [row.get("a") for row in ROWS.take([2, 0]).rows()] == [None, "1"]
    assert ROWS.slice(1, 9).rows() == ROWS.rows()[1:]
    assert ROWS.slice(9).height == 0


def test_select_makes_missing_fields_null() -> None:
    assert ROWS.select(["z", "a"]).names == ["z", "a"]
    assert ROWS.select(["z"]).rows() == [{}, {}, {}]


def test_rename_lets_the_old_holder_of_a_name_give_way() -> None:
    assert ROWS.renamed({"a": "b"}).rows()[0] == {"b": "1"}
    assert ROWS.renamed({"a": "b", "b": "a"}).rows()[0] == {"b": "1", "a": "x"}


def test_concat_is_the_union_of_fields() -> None:
    both = ROWS.concat(Table.from_rows([{"a": "word", "d": 1}]))
    assert both.rows() == [*ROWS.rows(), {"a": "word", "d": "1"}]
    assert both.names == ["a", "b", "c", "d"]
