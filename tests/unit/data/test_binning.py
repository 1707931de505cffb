"""Bins: ranges of numbers and spans of time."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from harness.data import Column
from harness.data.binning import (
    LinearScale,
    bin_starts,
    nice_scale,
    nice_span,
    parse_scale,
    scale_labels,
    time_bins,
)
from harness.timerange import parse_span

UTC = ZoneInfo("UTC")


def _labels(width: str, *values: float | str | None) -> list[object]:
    scale = parse_scale(width)
    return list(scale_labels(scale.places(Column.of(values)), scale).values())


def test_a_value_on_a_bound_belongs_to_the_range_that_starts_there() -> None:
    """Also where the quotient of two doubles falls short of a whole number (0.3 / 0.1)."""
    assert _labels("0.1", 0.3, 0.29999) == ["0.3-0.4", "0.2-0.3"]


def test_what_is_no_number_is_in_no_range() -> None:
    assert _labels("10", "x", None, "7") == [None, None, "0-10"]


def test_zero_has_no_logarithm() -> None:
    assert _labels("log10", 0, -1, 1000) == [None, None, "1000-10000"]


@pytest.mark.parametrize("text", ["0", "0.0", "log1", "3log2", "0.5log10", "1h", "", "-1"])
def test_a_width_that_makes_no_ranges_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"width"):
        parse_scale(text)


def test_the_chosen_width_is_the_least_power_of_ten_that_gives_few_ranges() -> None:
    assert nice_scale(Column.of([0, 99]), 100) == LinearScale(1.0)
    assert nice_scale(Column.of([0, 100]), 100) == LinearScale(10.0)
    assert nice_scale(Column.of(["x", None]), 100) is None


@pytest.mark.parametrize(
    ("seconds", "span"), [(900, "10s"), (3600, "1m"), (14_400, "5m"), (86_400, "30m"), (604_800, "1d"), (3e7, "1mon")]
)
def test_the_chosen_span_is_that_of_the_reference(seconds: float, span: str) -> None:
    """The table of default spans of timechart."""
    assert str(nice_span(seconds, 100)) == span


@pytest.mark.parametrize("span", ["7s", "5m", "1h", "1d", "1w", "1mon", "4h@d"])
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin"])
def test_every_time_lies_in_the_bin_that_it_is_given(span: str, zone: str) -> None:
    """Over a change of the clocks too, and the list of bins holds exactly those starts."""
    where = ZoneInfo(zone)
    times = [1_698_400_000 + 1_801.5 * number for number in range(200)]
    starts = [float(str(value)) for value in time_bins(Column.of(times), parse_span(span), where).values()]
    assert all(start <= time for start, time in zip(starts, times, strict=True))
    every = list(bin_starts(starts[0], starts[-1], parse_span(span), where))
    assert set(starts) <= set(every)
    assert every == sorted(every)


def test_alignment_moves_hours_and_not_days() -> None:
    time = Column.of([1_699_920_300])
    assert time_bins(time, parse_span("12h"), UTC, 1_699_931_400).values() == [1_699_888_200]
    assert time_bins(time, parse_span("1d"), UTC, 1_699_931_400).values() == [1_699_920_000]
