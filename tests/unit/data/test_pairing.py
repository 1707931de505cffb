"""Rows that belong together: joins, positions, equality of whole rows."""

from __future__ import annotations

from harness.data import Column, Table
from harness.data.pairing import (
    changed_rows,
    distinct_rows,
    following_rows,
    is_member,
    join_rows,
    positions,
    row_texts,
    with_lone_rows,
    with_single_rows,
)


def test_pairs_come_in_the_order_of_the_left_rows_then_of_the_right_ones() -> None:
    left, right = join_rows([Column.of(["b", "a", "a"])], [Column.of(["a", "b", "a"])], 0)
    assert list(zip(left, right, strict=True)) == [(0, 1), (1, 0), (1, 2), (2, 0), (2, 2)]


def test_most_limits_the_partners_of_each_row() -> None:
    left, right = join_rows([Column.of(["a", "a"])], [Column.of(["a", "a"])], 1)
    assert list(zip(left, right, strict=True)) == [(0, 0), (1, 0)]


def test_null_has_no_partner() -> None:
    left, _ = join_rows([Column.of([None, "a"])], [Column.of([None, "b"])], 0)
    assert left.len() == 0


def test_a_number_and_its_text_are_the_same_key() -> None:
    left, _ = join_rows([Column.of([1, 2.5])], [Column.of(["2.5", "1", "1.0"])], 0)
    assert left.to_list() == [0, 1]


def test_a_row_without_a_partner_is_paired_with_null() -> None:
    left, right = with_single_rows(*join_rows([Column.of(["x", "a"])], [Column.of(["a"])], 0), 2)
    assert list(zip(left, right, strict=True)) == [(0, None), (1, 0)]


def test_a_row_is_paired_with_those_that_follow() -> None:
    keys = [Column.of(["a", "b", "a", None, "a", None])]
    assert list(zip(*following_rows(keys, 1), strict=True)) == [(0, 2), (2, 4)]
    every = [(0, 2), (0, 4), (2, 4)]
    assert list(zip(*following_rows(keys, 2), strict=True)) == every
    assert list(zip(*following_rows(keys, 0), strict=True)) == every
    assert list(zip(*following_rows([Column.of(["a", "b"])], 1), strict=True)) == []


def test_a_row_in_no_pair_is_paired_with_null() -> None:
    left, right = with_lone_rows(*following_rows([Column.of(["a", "b", "a"])], 1), 3)
    assert list(zip(left, right, strict=True)) == [(0, 2), (1, None)]


def test_a_multivalue_of_one_member_is_that_member() -> None:
    assert positions(Column.of([["a"], ["a", "b"], "b"]), Column.of(["b", "a"])).values() == [1, None, 0]


def test_rows_are_equal_only_if_all_fields_are() -> None:
    """No two different rows have one key: a null is no empty text, and field borders do not move."""
    table = Table.from_rows([{"a": "x", "b": ""}, {"a": "x"}, {"a": "x1:", "b": "y"}, {"a": "x", "b": "1:y"}])
    keys = row_texts(table, table.names)
    assert len(set(keys.values())) == 4
    assert distinct_rows(keys).values() == [True] * 4


def test_a_row_that_equals_the_one_before_has_not_changed() -> None:
    table = Table({"a": Column.of(["x", "x", None, None, "x"])})
    assert changed_rows(row_texts(table, ["a"])).values() == [True, False, True, False, True]


def test_membership() -> None:
    assert is_member(Column.of(["a", "b"]), Column.of(["b"])).values() == [False, True]
