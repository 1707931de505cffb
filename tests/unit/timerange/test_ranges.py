"""Time ranges: earliest inclusive, latest exclusive."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.timerange import ALL_TIME, TimeRange, resolve_range

UTC = ZoneInfo("UTC")
NOW = 1700055930.0


def test_earliest_is_inclusive_and_latest_exclusive() -> None:
    window = TimeRange(10, 20)
    assert [t for t in (9.999, 10, 19.999, 20) if window.contains(t)] == [10, 19.999]


def test_all_time_has_no_bounds() -> None:
    assert ALL_TIME.contains(-1e12)
    assert ALL_TIME.contains(1e12)


def test_a_range_with_only_an_earliest_ends_now() -> None:
    assert resolve_range("-1h", None, NOW, UTC) == TimeRange(NOW - 3600, NOW)


def test_a_range_with_only_a_latest_has_no_start() -> None:
    assert resolve_range(None, "-1h", NOW, UTC) == TimeRange(None, NOW - 3600)


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_range_without_bounds_is_all_time(nothing: str | None) -> None:
    assert resolve_range(nothing, nothing, NOW, UTC) == ALL_TIME


def test_numbers_are_epoch_seconds_written_or_not() -> None:
    assert resolve_range("1", 2.5, NOW, UTC) == resolve_range(1, "2.5", NOW, UTC) == TimeRange(1.0, 2.5)


def test_a_wrong_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="nope"):
        resolve_range("nope", None, NOW, UTC)


def test_a_range_that_ends_before_it_starts_holds_nothing() -> None:
    window = resolve_range("now", "-1h", NOW, UTC)
    assert window.is_empty
    assert not window.contains(NOW)
    assert not TimeRange(1, 2).is_empty


bounds = st.none() | st.integers(0, 20).map(float)
ranges = st.builds(TimeRange, bounds, bounds)


@given(ranges, ranges, st.integers(-1, 21))
def test_clipping_keeps_what_lies_in_both(one: TimeRange, other: TimeRange, instant: int) -> None:
    assert one.clip(other).contains(instant) == (one.contains(instant) and other.contains(instant))
