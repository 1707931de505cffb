"""Columns of chosen rows and of dictionaries behave as the columns that they stand for."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.data import Column, Kind, Table, and_, count_rows, numbers, search_equals, search_not_equals, texts, total
from harness.data.grouping import aggregate

VALUES = st.lists(st.sampled_from(["a", "A", "b", "", "1", "2.50", None]), max_size=12)


def pair(values: list[str | None]) -> tuple[Column, Column]:
    """The same column, plain and with a dictionary."""
    series = pl.Series(values, dtype=pl.String)
    return Column(series), Column.encoded(series)


@given(VALUES, st.data())
def test_choices_of_choices_are_choices(values: list[str | None], data: st.DataObject) -> None:
    plain, coded = pair(values)
    later = Column.later(Kind.TEXT, len(values), lambda: pl.Series(values, dtype=pl.String))
    columns = {"plain": plain, "coded": coded, "later": later, "one": Column.constant("x", len(values))}
    table = Table(columns)
    expected: list[Any] = list(values)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("harness.data.table.DEFERRED_FROM", 0)
        for _ in range(data.draw(st.integers(0, 4))):
            kind = data.draw(st.sampled_from(["mask", "take", "slice"]))
            if kind == "mask":
                mask = data.draw(st.lists(st.booleans(), min_size=len(expected), max_size=len(expected)))
                table = table.filter(Column(pl.Series(mask, dtype=pl.Boolean)))
                expected = [value for value, kept in zip(expected, mask, strict=True) if kept]
            elif kind == "take" and expected:
                rows = data.draw(st.lists(st.integers(0, len(expected) - 1), max_size=8))
                table, expected = table.take(rows), [expected[row] for row in rows]
            elif kind == "slice":
                offset, length = data.draw(st.integers(0, 5)), data.draw(st.integers(0, 5))
                table, expected = table.slice(offset, length), expected[offset : offset + length]
    assert table.height == len(expected)
    for name in ("coded", "later", "plain"):
        assert table.column(name).values() == expected
    assert table.column("one").values() == ["x"] * len(expected)


@given(VALUES, st.sampled_from(["a", "A*", "*", "1", "2.5", "", "nosuch"]))
def test_a_dictionary_changes_no_answer(values: list[str | None], text: str) -> None:
    plain, coded = pair(values)
    assert search_equals(coded, text).values() == search_equals(plain, text).values()
    assert search_not_equals(coded, text).values() == search_not_equals(plain, text).values()
    assert numbers(coded).values() == numbers(plain).values()
    assert texts(coded).values() == texts(plain).values()
    assert (coded.has_nulls, coded.is_null().values()) == (plain.has_nulls, plain.is_null().values())
    assert and_(coded.is_not_null(), search_equals(coded, text)).values() == search_equals(plain, text).values()


@given(VALUES)
def test_groups_of_codes_are_groups_of_texts(values: list[str | None]) -> None:
    plain, coded = pair(values)
    found = [
        aggregate(Table({"key": key, "other": plain}), ["key", "other"], {"n": count_rows(), "t": total(key)}).rows()
        for key in (plain, coded)
    ]
    assert found[0] == found[1]


def test_a_column_that_nobody_reads_is_not_made() -> None:
    made: list[str] = []

    def make(name: str) -> pl.Series:
        made.append(name)
        return pl.Series(range(10_000))

    columns = {name: Column.later(Kind.NUMBER, 10_000, lambda name=name: make(name)) for name in ("a", "b")}  # type: ignore[misc]
    table = Table(columns).filter(Column(pl.Series([True, False] * 5000))).slice(10, 5)
    assert table.column("a").values() == [20, 22, 24, 26, 28]
    assert made == ["a"]


def test_a_row_that_is_not_there_is_null() -> None:
    rows = pl.Series([1, None, 0] * 2000, dtype=pl.UInt32)
    plain, coded = pair(["a", "b"])
    table = Table({"plain": plain, "coded": coded, "one": Column.constant("x", 2)}).take(rows)
    found = [column.values()[:3] for column in table.columns.values()]
    assert found == [["b", None, "a"], ["b", None, "a"], ["x", None, "x"]]
