"""Aggregations as the reference pages describe them (rules G1 to G9), grouping (B1 to B7) and duplicates (D1 to D4)."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

import harness.data as d
from harness.data import Column, Table


def over(values: list[Any], make: Any, *arguments: Any) -> Any:
    column = Column.of(values)
    return d.aggregate(Table({"v": column}), [], {"r": make(column, *arguments)}).rows()[0].get("r")


ONE_TO_TEN = [str(n) for n in range(1, 11)]


@pytest.mark.parametrize(
    ("p", "method", "expected"),
    [
        (50, "interpolation", "5.5"),
        (95, "interpolation", "9.55"),
        (0, "interpolation", "1"),
        (100, "interpolation", "10"),
        (50, "nearest-rank", "6"),
        (95, "nearest-rank", "10"),
        (100, "nearest-rank", "10"),
    ],
)
def test_percentiles(p: float, method: Any, expected: str) -> None:
    """The page's examples over the numbers from 1 to 10, in both readings (G7)."""
    assert over(ONE_TO_TEN, d.percentile, p, method) == expected
    assert over(ONE_TO_TEN[::-1], d.percentile, p, method) == expected


def test_a_single_value_does_not_deviate() -> None:
    """G6; of a population it is 0 anyway."""
    for make in (d.deviation, d.variance):
        assert over(["5"], make) == "0"
        assert over(["5"], make, False) == "0"
        assert over(["x"], make) is None
    assert over(["2", "4"], d.variance) == "2"
    assert over(["2", "4"], d.variance, False) == "1"
    assert over([["2", "4"], "x"], d.deviation, False) == "1"


def test_minimum_and_maximum_of_numbers_and_texts() -> None:
    """`min` prefers numbers, `max` texts (G4)."""
    assert over(["10", "9", "apple"], d.minimum) == "9"
    assert over(["10", "9", "apple"], d.maximum) == "apple"
    assert over(["10", "9"], d.maximum) == "10"
    assert over(["b", "", "B"], d.minimum) == ""
    assert over([["10", "z"], "9"], d.maximum) == "z"
    assert over(["b", "B"], d.maximum) == "b"


def test_the_median_of_two_middle_values_is_the_higher_one() -> None:
    """The median is always one of the values (G7)."""
    for values, middle in ((["1", "2"], "2"), (["1", "2", "3", "4"], "3"), (["1.25", "1.5"], "1.5")):
        assert over(values, d.median) == middle
    assert over(["10", "20", "30", "40", "50", "60"], d.median) == "40"
    assert over(["1", "2.5", "9"], d.median) == "2.5"


def test_values_and_lists() -> None:
    """Distinct in code-point order, or as they came, with a limit (G5)."""
    values = ["b", "B", None, "a", "10", "9", "b", ["a", "é"]]
    assert over(values, d.distinct_values) == ["10", "9", "B", "a", "b", "é"]
    assert over(values, d.listed) == ["b", "B", "a", "10", "9", "b", "a", "é"]
    assert over(values, d.listed, 3) == ["b", "B", "a"]
    assert over([10.0, 9.5, 10.0], d.distinct_values) == ["10", "9.5"]
    assert len(over(["x"] * 200, d.listed)) == 100


def test_sums_of_large_whole_numbers_are_those_of_doubles() -> None:
    """No wrapping around at 2^63."""
    assert over([2**53 - 1] * 2000, d.total) == over([float(2**53 - 1)] * 2000, d.total)
    assert over([2**62] * 4, d.total) == "1.8446744073709552e+19"
    assert over([2**40] * 4, d.sum_of_squares) == "4.835703278458517e+24"
    assert over([2**53, -1], d.spread) == over([str(2**53), "-1"], d.spread) == "9007199254740992"


def test_rates() -> None:
    """Change per second; a counter that falls began again at zero; one time alone has no rate."""
    time = Column.of([0, 10, 20, None])
    assert over([5, 25, 45, 99], d.rate, time) == "2"
    column = Column.of([5, 25, 10, 99])
    rows = Table({"v": column})
    assert d.aggregate(rows, [], {"r": d.rate(column, time, counter=True)}).rows() == [{"r": "1.5"}]
    assert over([5, None, None, 1], d.rate, time) is None


def test_rates_do_not_ask_for_order() -> None:
    assert over([45, 5, 25], d.rate, Column.of([20, 0, 10])) == "2"
    column = Column.of([10, 5, 25])
    counter = d.rate(column, Column.of([20, 0, 10]), counter=True)
    assert d.aggregate(Table({"v": column}), [], {"r": counter}).rows() == [{"r": "1.5"}]


def test_ties_in_time_go_to_the_first_row() -> None:
    """G9."""
    time = Column.of([1, 1, None])
    assert over(["a", "b", "c"], d.earliest, time) == "a"
    assert over(["a", "b", "c"], d.latest, time) == "a"


def test_counts_of_conditions() -> None:
    assert over([True, None, False, True], d.count_true) == "2"
    assert over([None], d.count_true) == "0"


def test_no_rows_have_no_groups() -> None:
    """With BY nothing; without it one row in which counts are 0 (B5)."""
    nothing = Table({})
    assert d.aggregate(nothing, ["k"], {"c": d.count_rows()}).rows() == []
    assert d.aggregate(nothing, ["k"], {"c": d.count_rows()}).names == ["k", "c"]
    assert d.aggregate(nothing, [], {"c": d.count_rows()}).rows() == [{"c": "0"}]
    assert d.aggregate_onto(nothing, ["k"], {"c": d.count_rows()}).rows() == []
    assert d.running(nothing, [], {"c": d.count_rows()}).rows() == []


def test_a_multivalue_key_repeats_its_row() -> None:
    """Each member, each combination, and a repeated member twice (B2)."""
    rows = Table.from_rows([{"k": ["a", "b", "a"], "j": ["x", "y"]}, {"k": "a", "j": "x"}])
    assert d.aggregate(rows, ["k"], {"c": d.count_rows()}).rows() == [{"k": "a", "c": "3"}, {"k": "b", "c": "1"}]
    assert [row["c"] for row in d.aggregate(rows, ["k", "j"], {"c": d.count_rows()}).rows()] == ["3", "2", "1", "1"]


def test_a_row_with_several_keys_takes_the_first_members_group() -> None:
    """B6, for rows that keep their place."""
    rows = Table.from_rows([{"k": ["a", "b"]}, {"k": "b"}])
    assert [row["c"] for row in d.aggregate_onto(rows, ["k"], {"c": d.count_rows()}).rows()] == ["1", "2"]


def test_keys_are_the_same_if_their_texts_are() -> None:
    """B3: no two ways to write a number are one key, and case counts."""
    rows = Table.from_rows([{"k": k} for k in ["1", "1.0", "a", "A", "1"]])
    assert [row["k"] for row in d.aggregate(rows, ["k"], {"c": d.count_rows()}).rows()] == ["1", "1.0", "A", "a"]


SUMS = """
import harness.data as d, sys
values = d.Column.of([((i * 7919) % 10007) / 7 for i in range(30_000)])
rows = d.Table({"k": d.Column.of([str(i % 3) for i in range(30_000)]), "v": values})
for by in ([], ["k"]):
    print(d.aggregate(rows, by, {"s": d.total(values), "m": d.mean(values), "v": d.variance(values)}).rows())
"""


def test_results_do_not_depend_on_the_number_of_threads() -> None:
    """B7: sums of doubles come out the same to the last digit."""
    printed = [
        subprocess.run(
            [sys.executable, "-c", SUMS], env={"POLARS_MAX_THREADS": str(n)}, capture_output=True, text=True, check=True
        ).stdout
        for n in (1, 3)
    ]
    assert printed[0]
    assert printed[0] == printed[1]


def test_null_filling() -> None:
    """Null only, named fields are created, numbers stay as they print (D4)."""
    rows = Table.from_rows([{"a": "", "b": 1}, {"b": None, "c": ["x", "y"]}])
    assert d.fill_null(rows, None, "0").rows() == [{"a": "", "b": "1", "c": "0"}, {"a": "0", "b": "0", "c": ["x", "y"]}]
    assert d.fill_null(rows, ["b", "new"], "none").rows()[1] == {"b": "none", "c": ["x", "y"], "new": "none"}
    assert d.fill_null(rows, ["b"], "0.0").rows()[1]["b"] == "0.0"


def test_multivalues_are_duplicates_member_by_member() -> None:
    """D1: the order counts, and no separator can confuse two of them."""
    values: list[Any] = [["a", "b"], ["b", "a"], ["a", "b"], ["a:1", "b"], ["a", "1:b"]]
    rows = Table({"m": Column.of(values)})
    assert d.dedup_rows(rows, ["m"]).height == 4


def test_consecutive_duplicates_only() -> None:
    rows = Table.from_rows([{"a": v} for v in ["x", "x", "y", "x"]])
    assert [r["a"] for r in d.dedup_rows(rows, ["a"], consecutive=True).rows()] == ["x", "y", "x"]
    assert [r["a"] for r in d.dedup_rows(rows, ["a"], 2).rows()] == ["x", "x", "y"]
