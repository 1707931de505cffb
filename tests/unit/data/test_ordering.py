"""The order of rows (rules O1 to O5)."""

from __future__ import annotations

from typing import Any

import pytest

from harness.data import SortKey, Table, sort_rows


def ordered(values: list[Any], mode: Any = "auto", *, descending: bool = False, limit: int | None = None) -> list[Any]:
    rows = Table.from_rows([{"v": value} for value in values])
    return [row.get("v") for row in sort_rows(rows, [SortKey("v", descending, mode)], limit).rows()]


def test_numbers_by_number() -> None:
    assert ordered(["10", "9", "-1", "1e1", "2.5"]) == ["-1", "2.5", "9", "10", "1e1"]


def test_texts_by_code_points() -> None:
    assert ordered(["b", "B", "a", "_", "é", "10", "9"]) == ["9", "10", "B", "_", "a", "b", "é"]


def test_addresses_by_address() -> None:
    assert ordered(["10.0.0.10", "9.1.1.1", "10.0.0.9"]) == ["9.1.1.1", "10.0.0.9", "10.0.0.10"]
    assert ordered(["::10", "::9"], "ip") == ["::9", "::10"]


def test_the_pages_own_example_of_pairs() -> None:
    """10.1 and 9.1 go by number, 10.1.a and 9.1.a by text (sort, usage)."""
    assert ordered(["9.1", "10.1"], descending=True) == ["10.1", "9.1"]
    assert ordered(["10.1.a", "9.1.a"], descending=True) == ["9.1.a", "10.1.a"]


@pytest.mark.parametrize("values", [["2", "10", "1a"], ["1a", "10", "2"], ["10", "2", "1a"]])
def test_a_circle_of_pairs_has_one_order(values: list[str]) -> None:
    """Pairs that contradict each other come in the same order whatever the rows' (O1)."""
    assert ordered(values) == ["1a", "2", "10"]


@pytest.mark.parametrize("mode", ["auto", "num", "str", "ip"])
@pytest.mark.parametrize("descending", [False, True])
def test_nulls_come_last_in_both_directions(mode: str, descending: bool) -> None:
    assert ordered([None, "1", None, "2"], mode, descending=descending)[2:] == [None, None]


def test_num_puts_other_texts_last_and_str_knows_no_numbers() -> None:
    assert ordered(["x", "10", "9"], "num") == ["9", "10", "x"]
    assert ordered(["9", "10"], "str") == ["10", "9"]


def test_a_later_key_decides_between_equals() -> None:
    rows = Table.from_rows([{"a": a, "n": n} for a, n in [("x", 1), ("y", 3), ("x", 2)]])
    result = sort_rows(rows, [SortKey("a"), SortKey("n", descending=True)]).rows()
    assert [row["n"] for row in result] == ["2", "1", "3"]


def test_equal_keys_keep_their_order_in_both_directions() -> None:
    rows = Table.from_rows([{"a": a, "n": n} for n, a in enumerate("xyxyx")])
    for descending, expected in ((False, "02413"), (True, "13024")):
        result = sort_rows(rows, [SortKey("a", descending)]).rows()
        assert "".join(str(row["n"]) for row in result) == expected


def test_limit() -> None:
    assert ordered(["3", "1", "2"], limit=2) == ["1", "2"]
    assert ordered(["3", "1", "2"], limit=0) == ["1", "2", "3"]


def test_a_field_that_no_row_has_changes_nothing() -> None:
    rows = Table.from_rows([{"a": "b"}, {"a": "a"}])
    assert sort_rows(rows, [SortKey("zz")]).rows() == rows.rows()
    assert sort_rows(rows, [SortKey("zz"), SortKey("a")]).rows() == rows.rows()[::-1]


def test_multivalues_sort_as_their_joined_members() -> None:
    assert ordered([["b", "a"], "a", ["a", "z"]]) == ["a", ["a", "z"], ["b", "a"]]
