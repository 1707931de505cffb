"""Python functions over columns (rules P1 to P3) and multivalues (M1, M2)."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from harness.data import Column, Table, explode, map_scalars, member_counts, members, regrouped


@pytest.mark.parametrize("height", [6, 6000])
def test_each_distinct_value_is_asked_once(height: int) -> None:
    """Short and long columns alike."""
    asked: list[Any] = []

    def upper(value: str) -> str:
        asked.append(value)
        return value.upper()

    column = Column.of(["a", "b", None] * (height // 3))
    assert map_scalars(upper, column).values() == ["A", "B", None] * (height // 3)
    assert sorted(asked) == ["a", "b"]


@pytest.mark.parametrize("height", [4, 4000])
def test_combinations_and_constants(height: int) -> None:
    left, right = Column.of(["a", "b"] * (height // 2)), Column.of([1, 1, 2, 2] * (height // 4))
    constant = Column.constant("-", height)
    joined = map_scalars(lambda a, b, c: f"{a}{b}{c}", left, constant, right)
    assert joined.values() == ["a-1", "b-1", "a-2", "b-2"] * (height // 4)
    assert map_scalars(lambda a, b: a + b, left, constant).values() == ["a-", "b-"] * (height // 2)


def test_constants_are_asked_once_and_stay_constant() -> None:
    result = map_scalars(lambda a, b: a + b, Column.constant(1, 10**6), Column.constant(2, 10**6))
    assert result.unit is not None
    assert result.values()[:2] == [3, 3]


@pytest.mark.parametrize("repeat", [1, 2000])
def test_nulls_reach_a_function_that_asks_for_them(repeat: int) -> None:
    column = Column.of([None, "a"] * repeat)
    assert map_scalars(lambda v: v is None, column, nulls=True).values() == [True, False] * repeat


@pytest.mark.parametrize("repeat", [1, 2000])
def test_results_of_any_kind(repeat: int) -> None:
    """Lists, empty lists, mixed scalars and null."""
    answers: dict[str, Any] = {"a": ["x", "y"], "b": [], "c": 1, "d": None}
    column = Column.of([*answers] * repeat)
    assert map_scalars(answers.__getitem__, column).values() == [["x", "y"], None, ["1"], None] * repeat


def test_values_that_compare_equal_but_are_not_the_same() -> None:
    """1 and True are two values."""
    assert map_scalars(lambda a: repr(a), Column.of([True, False])).values() == ["True", "False"]
    column = Column(pl.Series([1.0, 0.0]))
    assert map_scalars(lambda a: repr(a), column).values() == ["1.0", "0.0"]


def test_members_are_mapped_one_by_one_and_nulls_dropped() -> None:
    column = Column.of([["a", "b"], "c", None, ["b", "b"]])
    mapped = map_scalars(lambda v, s: None if v == "b" else v + s, column, Column.constant("!", 4), members=True)
    assert mapped.values() == ["a!", "c!", None, None]
    doubled = map_scalars(lambda v: [v, v], Column.of(["a"]), members=True)
    assert doubled.values() == [["a", "a"]]


def test_a_multivalue_comes_whole_or_as_its_only_member() -> None:
    column = Column(pl.Series([["a"], ["a", "b"]], dtype=pl.List(pl.String)))
    assert map_scalars(lambda v: type(v).__name__, column).values() == ["str", "list"]


def test_members_and_their_count() -> None:
    column = Column.of([["a", "b"], 1, None])
    assert members(column).values() == [["a", "b"], ["1"], None]
    assert member_counts(column).values() == [2, 1, None]
    assert members(Column.of([0.5, None])).values() == [["0.5"], None]
    assert member_counts(Column.nulls(2)).values() == [None, None]


def test_expanding_keeps_order_and_rows_without_the_field() -> None:
    rows = Table.from_rows([{"m": ["b", "a", "c"], "n": 1}, {"n": 2}, {"m": "x", "n": 3}])
    assert explode(rows, "m").rows() == [
        {"m": "b", "n": "1"},
        {"m": "a", "n": "1"},
        {"m": "c", "n": "1"},
        {"n": "2"},
        {"m": "x", "n": "3"},
    ]
    assert [row.get("m") for row in explode(rows, "m", limit=2).rows()] == ["b", "a", None, "x"]
    assert explode(rows, "n").rows() == rows.rows()
    assert explode(rows, "zz").rows() == rows.rows()


def test_regrouping() -> None:
    """Flat values go back to their rows in order; nulls are dropped, rows without values are null."""
    column = regrouped(pl.Series([0, 0, 2, 2], dtype=pl.UInt32), Column.of(["b", "a", None, "c"]), 4)
    assert column.values() == [["b", "a"], None, ["c"], None]
