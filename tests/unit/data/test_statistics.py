"""The kernels of the statistical commands: each test states what they promise."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.data import Column, Table, aggregate, count_rows, total
from harness.data.clustering import KMeans, Likeness, grouped_texts, partition
from harness.data.cooccurrence import together
from harness.data.forecasting import combined, found_period, local_level, local_trend, seasonal_level
from harness.data.intervals import meeting
from harness.data.rarity import frequencies, improbability, quartiles, tail_probabilities
from harness.data.sparklines import MARK, sparkline

_PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), max_size=40)


def _quiet() -> None:
    """Nothing has to be checked."""


@given(_PAIRS)
def test_meeting_stretches_are_counted_as_a_reader_would(stretches: list[tuple[int, int]]) -> None:
    """The quick count is that of comparing each start with each stretch."""
    found = meeting(Column.of([s for s, _ in stretches]), Column.of([d for _, d in stretches])).values()
    assert found == [sum(s <= start <= s + d for s, d in stretches) for start, _ in stretches]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3), st.integers(1, 9)), min_size=1, max_size=30))
def test_a_sparkline_holds_the_sum_of_each_bin(rows: list[tuple[str, int, int]]) -> None:
    """For any rows, the values of a group's bins are the sums of its numbers there."""
    table = Table({"g": Column.of([g for g, _, _ in rows])})
    inner = total(Column.of([n for _, _, n in rows]))
    found = aggregate(table, ["g"], {"s": sparkline(Column.of([b for _, b, _ in rows]), 4, inner)})
    for group, drawn in zip(found.column("g").values(), found.column("s").values(), strict=True):
        sums = [sum(n for g, b, n in rows if g == group and b == place) for place in range(4)]
        assert drawn == [MARK, *map(str, sums)]


def test_a_sparkline_of_rows_in_no_bin_is_empty() -> None:
    """A group whose rows have no time has empty bins; without any bins there is nothing."""
    table = Table({}, 2)
    places = Column.of([None, None])
    assert aggregate(table, [], {"s": sparkline(places, 2, count_rows())}).column("s").values() == [[MARK, "0", "0"]]
    assert aggregate(table, [], {"s": sparkline(places, 0, count_rows())}).column("s").values() == [None]


def test_frequencies_of_texts_and_of_numbers_in_bins() -> None:
    """A text counts for itself, a number with those of its bin, null like a value."""
    assert frequencies(Column.of(["a", "b", "a", None])).values() == [0.5, 0.25, 0.5, 0.25]
    assert frequencies(Column.of([1, 2, 1000, 1, 2, 1, 2, 1])).values() == [7 / 8] * 2 + [1 / 8] + [7 / 8] * 5
    assert frequencies(Column.of([5, 5, 5])).values() == [1.0] * 3
    # s = 2.449 and n = 8 make bins 4.27 wide: from 1 up to 5.27, and on from there
    assert frequencies(Column.of([1, 2, 3, 4, 5, 6, 7, 8])).values() == [5 / 8] * 5 + [3 / 8] * 3


def test_the_cause_of_an_improbable_row_is_its_rarest_value() -> None:
    """The logarithm is that of the product, the cause the first field of the least frequency."""
    found = improbability({"x": Column.of(["a", "a", "a", "b"]), "y": Column.of(["c", "d", "d", "d"])})
    assert found.cause.values() == ["y", "x", "x", "x"]
    expected = [math.log(0.75 * 0.25), math.log(0.75 * 0.75), math.log(0.75 * 0.75), math.log(0.25 * 0.75)]
    assert found.log_probability.values() == pytest.approx(expected)
    assert (found.least.values()[3], found.greatest.values()[3]) == (0.25, 0.75)


def test_quartiles_of_equal_values_are_exactly_these() -> None:
    """Nothing lies below the threshold that is made of them."""
    assert quartiles(Column.of([-0.1 * 3] * 7)) == (-0.1 * 3, -0.1 * 3)
    assert quartiles(Column.of([1, 2, 3, 4, 5])) == (2.0, 4.0)
    assert quartiles(Column.of([None, "x"])) is None


def test_the_probability_of_lying_far_out() -> None:
    """Two deviations from the mean of a normal distribution lie 4.55 in 100."""
    values = [0.0] * 5 + [2.0] * 5
    deviation = math.sqrt(10 / 9)
    found = tail_probabilities(Column.of(values)).values()[0]
    assert found == pytest.approx(math.erfc(1 / deviation / math.sqrt(2)))
    assert tail_probabilities(Column.of([3, 3])).values() == [1.0, 1.0]


def test_fields_that_are_there_together() -> None:
    """Each cell counts the rows in which both columns have a value."""
    assert together([Column.of([1, None, "x"]), Column.of(["a", "b", None])]) == [[2, 1], [1, 2]]


@given(st.lists(st.text("ab ", max_size=8), max_size=12))
def test_the_same_text_is_always_in_the_same_group(texts: list[str]) -> None:
    """Groups are numbered as they begin, and equal texts share one."""
    groups = grouped_texts(texts, Likeness(threshold=0.5), _quiet)
    assert list(dict.fromkeys(groups)) == list(range(len(set(groups))))
    assert len(set(zip(texts, groups, strict=True))) == len(set(texts))


def test_likeness_of_lists_sets_and_trigrams() -> None:
    """Order counts in a list only; trigrams are runs of three characters."""
    assert Likeness("termlist").of(["a", "b", "c"], ["a", "x", "c", "d"]) == 0.5
    assert Likeness("termset").of(["a", "b"], ["b", "a"]) == 1.0
    trigrams = Likeness("ngramset")
    assert trigrams.parts("abcd") == ["abc", "bcd"]
    assert trigrams.of(trigrams.parts("abcd"), trigrams.parts("bcde")) == pytest.approx(1 / 3)


def test_groups_that_are_well_apart_are_found_from_any_order() -> None:
    """The partition does not depend on the order of the points, and repeats exactly."""
    points = [[float(x), 0.0] for x in (0, 100, 1, 101, 50, 51)]
    found = partition(points, KMeans(3), _quiet)
    assert found.groups == [0, 1, 0, 1, 2, 2]
    assert found.centres == [[0.5, 0.0], [100.5, 0.0], [50.5, 0.0]]
    assert partition(points[::-1], KMeans(3), _quiet).groups == [0, 0, 1, 2, 1, 2]


def test_a_line_goes_on_and_a_level_stays() -> None:
    """LLT follows a slope, LL does not; the farther ahead, the less is sure."""
    line = [float(n) for n in range(10)]
    assert local_trend(line, 2).expected[-2:] == pytest.approx([10.0, 11.0], abs=1e-3)
    noisy = [10.0, 12.0, 9.0, 11.0, 10.0, 12.0, 9.0, 11.0]
    level = local_level(noisy, 3)
    assert level.expected[-1] == level.expected[-3]
    assert min(noisy) < (level.expected[-1] or 0) < max(noisy)
    last, before = level.variances[-1], level.variances[-3]
    assert last is not None
    assert before is not None
    assert last > before > 0


def test_a_season_is_found_and_goes_on() -> None:
    """The period of a repeating series is its shortest one; a line has none."""
    season: list[float | None] = [1.0, 5.0, 2.0, 9.0] * 6
    assert found_period(season) == 4
    assert found_period([float(n) for n in range(20)]) is None
    assert seasonal_level(season, 4, 4).expected[-4:] == pytest.approx([1.0, 5.0, 2.0, 9.0], abs=1e-3)
    assert combined(season, 4, 4).expected[-4:] == pytest.approx([1.0, 5.0, 2.0, 9.0], abs=1e-2)


def test_a_missing_point_is_expected_and_teaches_nothing() -> None:
    """What comes before a point alone decides what is expected of it."""
    points: list[float | None] = [1.0, 2.0, 3.0, None, 5.0, 6.0]
    assert local_trend(points, 0).expected[3] == pytest.approx(4.0, abs=1e-3)
    assert local_trend(points, 0).expected[:2] == [None, None]
