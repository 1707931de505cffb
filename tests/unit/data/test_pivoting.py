"""From long to wide and back, sums across fields, and values of earlier rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.data import Column
from harness.data.pivoting import cells, row_totals, stacked
from harness.data.sequences import AverageKind, earlier_values, moving_average


def test_each_value_goes_to_its_cell_and_the_last_one_stays() -> None:
    places = cells(Column.of([0, 1, 0, None]), Column.of([0, 1, 0, 1]), 2, 2)
    values = Column.of(["p", "q", "r", "s"])
    assert [places.column(number, values).values() for number in (0, 1)] == [["r", None], [None, "q"]]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=1, unique=True))
def test_stacking_the_cells_gives_back_the_values(where: list[tuple[int, int]]) -> None:
    """Long to wide to long is the identity where no two values share a cell."""
    rows, columns = zip(*where, strict=True)
    values = Column.of([f"{row}/{column}" for row, column in where])
    places = cells(Column.of(rows), Column.of(columns), 5, 4)
    flat = stacked([places.column(number, values) for number in range(4)]).values()
    assert [value for value in flat if value is not None] == [f"{row}/{column}" for row, column in sorted(where)]


def test_a_total_passes_over_what_is_no_number() -> None:
    columns = [Column.of(["1", "x", None]), Column.of([2.5, 1, None]), Column.of([["1", "2"], None, None])]
    assert row_totals(columns, 3).values() == [3.5, 1.0, 0.0]


def test_whole_numbers_too_large_for_exact_sums_are_added_as_doubles() -> None:
    assert row_totals([Column.of([2**53]), Column.of([1])], 1).values() == [float(2**53)]


def test_the_first_rows_have_no_earlier_value() -> None:
    assert earlier_values(Column.of(["a", None, "c"]), 2).values() == [None, None, "a"]


@pytest.mark.parametrize(("kind", "expected"), [("sma", 14 / 3), ("wma", 6.0), ("ema", 5.75)])
def test_an_average_is_rounded_once(kind: AverageKind, expected: float) -> None:
    """Over 1, 4 and 9; the division is exact to the last bit."""
    assert moving_average(Column.of([1, 4, 9]), 3, kind).values() == [None, None, expected]


def test_a_weighted_average_is_the_same_for_few_and_for_many_rows() -> None:
    """Short windows are summed one by one, long ones rolled."""
    values = Column.of([float(number % 7) for number in range(80)])
    found = moving_average(values, 40, "wma").values()
    numbers = [float(str(value)) for value in values.values()]
    direct = sum(w * x for w, x in zip(range(1, 41), numbers[40:80], strict=True)) / 820
    assert found[-1] == pytest.approx(direct)


def test_a_column_without_numbers_has_no_average() -> None:
    assert moving_average(Column.of([None, None]), 2, "sma").values() == [None, None]
