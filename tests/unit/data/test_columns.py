"""Columns and how they are built (rules V1, V2)."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from harness.data import Column, Kind, concat_columns, unified

BUILT: list[tuple[list[Any], Kind, list[Any]]] = [
    ([], Kind.NULL, []),
    ([None, None], Kind.NULL, [None, None]),
    (["a", None], Kind.TEXT, ["a", None]),
    ([1, None], Kind.NUMBER, [1, None]),
    ([1, 0.5], Kind.NUMBER, [1.0, 0.5]),
    ([True, None], Kind.BOOL, [True, None]),
    ([1, "a"], Kind.TEXT, ["1", "a"]),
    ([True, "a", 0.5], Kind.TEXT, ["True", "a", "0.5"]),
    ([1, True], Kind.TEXT, ["1", "True"]),
    ([["a", "b"], "c", None], Kind.MULTI, [["a", "b"], ["c"], None]),
    ([["a"], [], None, 1], Kind.TEXT, ["a", None, None, "1"]),
    ([["a", None, 2], []], Kind.MULTI, [["a", "2"], None]),
    ([10**30], Kind.TEXT, ["1" + "0" * 30]),
    ([2**53 + 1, 0.5], Kind.TEXT, ["9007199254740993", "0.5"]),
    (["\x00", "😀\n", "a\x00b"], Kind.TEXT, ["\x00", "😀\n", "a\x00b"]),
    (["\ud800x"], Kind.TEXT, ["\ufffdx"]),
    ([["\ud800", "x"]], Kind.MULTI, [["\ufffd", "x"]]),
]


@pytest.mark.parametrize(("values", "kind", "stored"), BUILT)
def test_values_find_their_kind(values: list[Any], kind: Kind, stored: list[Any]) -> None:
    """V1 and V2: mixed scalars are texts, a list anywhere makes multivalues, empty ones are null."""
    column = Column.of(values)
    assert (column.kind, column.values()) == (kind, stored)


@pytest.mark.parametrize(
    ("series", "dtype"),
    [
        (pl.Series([1], dtype=pl.UInt32), pl.Int64),
        (pl.Series([2**64 - 1], dtype=pl.UInt64), pl.Float64),
        (pl.Series([0.5], dtype=pl.Float32), pl.Float64),
        (pl.Series(["a"], dtype=pl.Categorical), pl.String),
        (pl.Series([[1, 2]]), pl.List(pl.String)),
    ],
)
def test_other_storage_is_brought_to_ours(series: pl.Series, dtype: Any) -> None:
    """Widths and encodings that files have do not reach the operators."""
    assert Column(series).series.dtype == dtype


def test_a_constant_is_kept_once_and_seen_everywhere() -> None:
    column = Column.constant("x", 3)
    assert column.unit is not None
    assert column.values() == ["x"] * 3
    assert len(column) == 3
    assert Column.constant(None, 2).kind is Kind.NULL
    assert Column.constant(["a", "b"], 2).values() == [["a", "b"]] * 2
    assert Column.constant(1, 0).values() == []


def test_taking_and_slicing() -> None:
    """By row number, in the order asked for; a null row number gives null."""
    column = Column.of(["a", "b", "c"])
    assert column.take([2, 0, 0]).values() == ["c", "a", "a"]
    assert column.take(pl.Series([1, None], dtype=pl.UInt32)).values() == ["b", None]
    assert Column.constant("x", 3).take(pl.Series([1, None], dtype=pl.UInt32)).values() == ["x", None]
    assert column.slice(1).values() == ["b", "c"]
    assert column.slice(5, 2).values() == []
    assert Column.constant("x", 3).slice(2, 5).values() == ["x"]


def test_presence_of_values() -> None:
    for column in (Column.of([1, None]), Column.of([["a", "b"], None])):
        assert column.is_null().values() == [False, True]
        assert column.is_not_null().values() == [True, False]
    assert Column.nulls(2).is_null().values() == [True, True]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ([1], [0.5], [1.0, 0.5]),
        ([1], ["a"], ["1", "a"]),
        ([None], [["a", "b"]], [None, ["a", "b"]]),
        ([2**53 + 1], [0.5], ["9007199254740993", "0.5"]),
        ([True], [1], ["True", "1"]),
        ([None], [None], [None, None]),
        ([], [1], [1]),
    ],
)
def test_columns_of_two_kinds_meet_in_one(first: list[Any], second: list[Any], joined: list[Any]) -> None:
    """Appending keeps every value as it printed."""
    one, two = Column.of(first), Column.of(second)
    assert concat_columns(one, two).values() == joined
    assert one.values() == first
    assert len({column.kind for column in unified([one, two])}) == 1


def test_lists_that_were_put_together_from_pieces_are_in_one_piece() -> None:
    """Polars' `list.eval` panics over lists in pieces of which one is a slice."""
    lists = pl.Series([["a", "b"], ["c"], None])
    whole = Column(lists.clone().append(lists.slice(1)))
    turned = whole.series.list.eval(pl.element().sort(descending=True))
    assert turned.to_list() == [["b", "a"], ["c"], None, ["c"], None]
