"""When a search runs, and over which time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.detections import dispatch, dispatch_window
from harness.detections.model import Scheduling
from harness.detections.schedule import parse_cron
from harness.timerange import TimeRange
from tests.unit.detections.sample import content_of, only_detection

if TYPE_CHECKING:
    from pathlib import Path

UTC_ZONE = ZoneInfo("UTC")
BERLIN = ZoneInfo("Europe/Berlin")
HOURLY = Scheduling("0 * * * *", "-70m@m", "-10m@m", "auto")


def at(text: str, zone: ZoneInfo = UTC_ZONE) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


def previous(cron: str, now: str, zone: ZoneInfo = UTC_ZONE) -> str | None:
    found = parse_cron(cron).previous(at(now, zone), zone)
    return None if found is None else datetime.fromtimestamp(found, zone).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("cron", "now", "expected"),
    [
        ("0 * * * *", "2024-10-17 12:34:56", "2024-10-17 12:00"),
        ("0 * * * *", "2024-10-17 12:00:00", "2024-10-17 12:00"),
        ("*/5 * * * *", "2024-10-17 12:34:00", "2024-10-17 12:30"),
        ("10 0 * * *", "2024-10-17 00:09:59", "2024-10-16 00:10"),
        ("0 2 * * 0", "2024-10-17 12:00:00", "2024-10-13 02:00"),
        ("0 2 * * 7", "2024-10-17 12:00:00", "2024-10-13 02:00"),
        ("0 0 1 * *", "2024-10-17 12:00:00", "2024-10-01 00:00"),
        ("0 0 */30 * *", "2024-10-17 12:00:00", "2024-10-01 00:00"),
        ("0 0 29 2 *", "2027-03-01 00:00:00", "2024-02-29 00:00"),
        ("30 9-17 * * 1-5", "2024-10-20 12:00:00", "2024-10-18 17:30"),
        ("0,15,45 3 * * *", "2024-10-17 03:20:00", "2024-10-17 03:15"),
        ("0 0 13 * 5", "2024-10-17 00:00:00", "2024-10-13 00:00"),
        ("0 0 13 * 5", "2024-10-12 00:00:00", "2024-10-11 00:00"),
        ("50/5 * * * *", "2024-10-17 12:59:00", "2024-10-17 12:55"),
        ("0 0 31 2 *", "2024-10-17 00:00:00", None),
    ],
)
def test_the_last_time_at_or_before_now(cron: str, now: str, expected: str | None) -> None:
    """All forms of a field; a day that never comes has no time."""
    assert previous(cron, now) == expected


def test_the_next_time_comes_after_now() -> None:
    """Exactly on a time of the schedule, the next one is meant."""
    schedule = parse_cron("0 * * * *")
    assert schedule.following(at("2024-10-17 12:00:00"), UTC_ZONE) == at("2024-10-17 13:00:00")
    assert schedule.following(at("2024-10-17 12:00:01"), UTC_ZONE) == at("2024-10-17 13:00:00")
    assert parse_cron("59 23 31 12 *").following(at("2024-10-17 12:00:00"), UTC_ZONE) == at("2024-12-31 23:59:00")


def test_local_time_that_a_clock_change_leaves_out_is_passed_over() -> None:
    """In Berlin 02:30 did not exist on 2024-03-31."""
    assert previous("30 2 * * *", "2024-03-31 12:00:00", BERLIN) == "2024-03-30 02:30"


def test_the_schedule_follows_the_time_zone() -> None:
    """Nine o'clock in Berlin is seven in UTC in summer."""
    found = parse_cron("0 9 * * *").previous(at("2024-07-01 12:00:00"), BERLIN)
    assert found == at("2024-07-01 07:00:00")


@pytest.mark.parametrize(
    ("cron", "says"),
    [
        ("", "has 0 fields"),
        ("0 * * *", "has 4 fields"),
        ("60 * * * *", "a minute lies between 0 and 59"),
        ("* 24 * * *", "a hour lies between 0 and 23"),
        ("* * 0 * *", "a day of month lies between 1 and 31"),
        ("* * * 13 *", "a month lies between 1 and 12"),
        ("* * * * 8", "a day of week lies between 0 and 7"),
        ("5-1 * * * *", "a minute lies between"),
        ("*/0 * * * *", "the step of a minute"),
        ("* * * * MON", "is not a day of week"),
        ("@hourly", "has 1 fields"),
    ],
)
def test_anything_else_is_refused(cron: str, says: str) -> None:
    """With the field and what it may be."""
    with pytest.raises(ValueError, match=says):
        parse_cron(cron)


@given(st.integers(0, 59), st.integers(0, 23), st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1)))
def test_previous_and_following_enclose_now(minute: int, hour: int, now: datetime) -> None:
    """For a daily schedule the two lie a day apart, and now between them."""
    epoch_s = now.replace(tzinfo=UTC).timestamp()
    schedule = parse_cron(f"{minute} {hour} * * *")
    before, after = schedule.previous(epoch_s, UTC_ZONE), schedule.following(epoch_s, UTC_ZONE)
    assert before is not None
    assert after is not None
    assert before <= epoch_s < after
    assert after - before == timedelta(days=1).total_seconds()


def test_a_run_is_dispatched_at_its_scheduled_time() -> None:
    """At 12:34 the last run was that of 12:00, over 10:50 to 11:50."""
    run = dispatch(HOURLY, at("2024-10-17 12:34:56"), UTC_ZONE)
    assert run.scheduled_s == at("2024-10-17 12:00:00")
    assert run.time_range == TimeRange(at("2024-10-17 10:50:00"), at("2024-10-17 11:50:00"))


def test_the_window_of_a_run_at_now(tmp_path: Path) -> None:
    """`dispatch_window` takes now for the scheduled time."""
    deployment = only_detection(content_of(tmp_path)).deployment
    assert deployment is not None
    window = dispatch_window(deployment, at("2024-10-17 12:34:56"), UTC_ZONE)
    assert window == TimeRange(at("2024-10-17 11:24:00"), at("2024-10-17 12:24:00"))


def test_a_schedule_without_a_day_is_refused() -> None:
    """A search that never runs has no window."""
    with pytest.raises(ValueError, match="names no day"):
        dispatch(Scheduling("0 0 31 2 *", "-1h", "now", "auto"), at("2024-10-17 12:00:00"), UTC_ZONE)
