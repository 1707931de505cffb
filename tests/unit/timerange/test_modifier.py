"""Time modifiers resolve as Splunk documents them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.timerange import TimeModifier, parse_time_modifier, strftime

UTC = ZoneInfo("UTC")
NEW_YORK = ZoneInfo("America/New_York")
NOW = 1700055930.0  # Wednesday 2023-11-15 13:45:30 UTC


def resolved(text: str, now: float = NOW, zone: ZoneInfo = UTC) -> str | None:
    return strftime(parse_time_modifier(text).resolve(now, zone), "%F %T", zone)


def local(text: str, zone: ZoneInfo) -> float:
    return parse_time_modifier(text).resolve(0, zone)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "2023-11-15 13:45:30"),
        ("now()", "2023-11-15 13:45:30"),
        ("-h", "2023-11-15 12:45:30"),
        ("+d", "2023-11-16 13:45:30"),
        ("-24h@h", "2023-11-14 13:00:00"),
        ("-15m@m", "2023-11-15 13:30:00"),
        ("@d", "2023-11-15 00:00:00"),
        ("@d-2h", "2023-11-14 22:00:00"),
        ("-1d@d+3h", "2023-11-14 03:00:00"),
        ("+2h@h", "2023-11-15 15:00:00"),
        ("-mon@mon+7d", "2023-10-08 00:00:00"),
        ("+1mon@mon-3d", "2023-11-28 00:00:00"),
        ("@w", "2023-11-12 00:00:00"),
        ("@w0", "2023-11-12 00:00:00"),
        ("@w7", "2023-11-12 00:00:00"),
        ("@w1+9h", "2023-11-13 09:00:00"),
        ("@w3", "2023-11-15 00:00:00"),
        ("@w4", "2023-11-09 00:00:00"),
        ("@w6", "2023-11-11 00:00:00"),
        ("@q", "2023-10-01 00:00:00"),
        ("-1q@q", "2023-07-01 00:00:00"),
        ("@y", "2023-01-01 00:00:00"),
        ("-2w", "2023-11-01 13:45:30"),
        ("-1y", "2022-11-15 13:45:30"),
        ("0", "1970-01-01 00:00:00"),
        ("1700000000", "2023-11-14 22:13:20"),
        ("10/05/2024:20:00:00", "2024-10-05 20:00:00"),
        ("9/3/2022:7:00:00", "2022-09-03 07:00:00"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    """Each documented form leads to the instant that Splunk's pages give."""
    assert resolved(text) == expected


@pytest.mark.parametrize(
    "spellings",
    [
        "s sec secs second seconds",
        "m min mins minute minutes",
        "h hr hrs hour hours",
        "d day days",
        "w week weeks",
        "mon month months",
        "q qtr qtrs quarter quarters",
        "y yr yrs year years",
    ],
)
def test_every_spelling_of_a_unit_means_the_same(spellings: str) -> None:
    assert len({(resolved(f"-3{unit}"), resolved(f"@{unit}")) for unit in spellings.split()}) == 1


def test_units_differ_from_each_other() -> None:
    """`m` is minutes and `mon` is months, and no two units are one."""
    assert len({resolved(f"-3{unit}") for unit in ("s", "m", "h", "d", "w", "mon", "q", "y")}) == 8


@pytest.mark.parametrize(
    ("now", "modifier", "expected"),
    [
        ("03/31/2024:10:00:00", "-1mon", "2024-02-29 10:00:00"),
        ("03/31/2023:10:00:00", "-1mon", "2023-02-28 10:00:00"),
        ("02/29/2024:10:00:00", "+1y", "2025-02-28 10:00:00"),
        ("01/15/2024:10:00:00", "-1mon", "2023-12-15 10:00:00"),
        ("11/30/2023:10:00:00", "+q", "2024-02-29 10:00:00"),
    ],
)
def test_months_keep_the_day_or_take_the_last(now: str, modifier: str, expected: str) -> None:
    assert resolved(modifier, local(now, UTC)) == expected


def test_a_day_is_a_calendar_day_and_24_hours_are_elapsed() -> None:
    """Over a clock change `-1d` keeps the time of day, and `-24h` does not."""
    after_change = local("03/10/2024:12:00:00", NEW_YORK)
    assert resolved("-1d", after_change, NEW_YORK) == "2024-03-09 12:00:00"
    assert resolved("-24h", after_change, NEW_YORK) == "2024-03-09 11:00:00"


def test_days_snap_to_local_midnight() -> None:
    assert resolved("@d", local("03/10/2024:12:00:00", NEW_YORK), NEW_YORK) == "2024-03-10 00:00:00"
    assert parse_time_modifier("@d").resolve(NOW, NEW_YORK) == 1700024400.0


def test_hours_snap_by_the_local_clock() -> None:
    """In a zone half an hour off, the hour starts on the half."""
    assert parse_time_modifier("@h").resolve(NOW, ZoneInfo("Asia/Kolkata")) == 1700055000.0


def test_a_skipped_time_counts_on_from_before_the_change() -> None:
    assert resolved("-1d", local("03/11/2024:02:30:00", NEW_YORK), NEW_YORK) == "2024-03-10 03:30:00"


def test_both_passes_of_a_repeated_hour_snap_within_themselves() -> None:
    """The second 01:30 of the night when clocks go back snaps to the second 01:00."""
    second_pass = local("11/03/2024:00:30:00", NEW_YORK) + 2 * 3600
    assert parse_time_modifier("@h").resolve(second_pass, NEW_YORK) == second_pass - 1800


def test_offsets_keep_a_fraction_and_snaps_drop_it() -> None:
    assert parse_time_modifier("-1d").resolve(NOW + 0.25, UTC) == NOW - 86400 + 0.25
    assert parse_time_modifier("@s").resolve(NOW + 0.25, UTC) == NOW


def test_subsecond_units() -> None:
    assert parse_time_modifier("-250ms").resolve(NOW, UTC) == NOW - 0.25
    assert parse_time_modifier("@ds").resolve(NOW + 0.25, UTC) == NOW + 0.2


def test_numbers_may_have_fractions() -> None:
    assert parse_time_modifier("1700000000.5").resolve(NOW, UTC) == 1700000000.5


def test_timeformat_replaces_the_absolute_form() -> None:
    assert parse_time_modifier("2024-10-05", "%F").resolve(NOW, UTC) == 1728086400.0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("nope", "nope"),
        ("1h", "no sign"),
        ("-5", "no unit"),
        ("-1D", "lower case"),
        ("-3fortnights", "fortnights"),
        ("@w8", "0 to 7"),
        ("@d1", "only @w takes a number"),
        ("-1h@", '"@"'),
        ("-1h now", '" now"'),
        ("rt", "real-time"),
        ("rt-5m", "real-time"),
        ("13/45/2024:00:00:00", "format"),
    ],
)
def test_what_is_wrong_is_named(text: str, said: str) -> None:
    """A modifier that Splunk does not document is refused with a sentence that shows the part."""
    with pytest.raises(ValueError, match=said):
        parse_time_modifier(text)


@pytest.mark.parametrize("text", ["-99999y", "+99999999999999999999d", "-1" + "0" * 300 + "h", "9" * 400])
def test_instants_out_of_the_calendar_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="years 1 to 9999"):
        parse_time_modifier(text).resolve(NOW, UTC)


def test_absolute_modifiers_know_it() -> None:
    absolute = {
        text: parse_time_modifier(text).is_absolute for text in ("5", "01/02/2024:00:00:00", "now", "-1h", "@d")
    }
    assert absolute == {"5": True, "01/02/2024:00:00:00": True, "now": False, "-1h": False, "@d": False}


units = st.sampled_from(["s", "m", "h", "d", "w", "mon", "q", "y"])
instants = st.floats(min_value=1e8, max_value=3e9)
zones = st.sampled_from(
    [UTC, NEW_YORK, ZoneInfo("Asia/Kolkata"), ZoneInfo("America/Havana"), ZoneInfo("Australia/Lord_Howe")]
)


@given(instants, units, zones)
def test_snapping_never_goes_up_and_stays_put(now: float, unit: str, zone: ZoneInfo) -> None:
    """A snap leads down, at most one unit, and snapping again changes nothing."""
    snap: TimeModifier = parse_time_modifier(f"@{unit}")
    snapped = snap.resolve(now, zone)
    assert snapped <= now
    assert snap.resolve(snapped, zone) == snapped
    assert parse_time_modifier(f"+1{unit}").resolve(snapped, zone) > now - 3600


@given(instants, st.integers(1, 50), zones)
def test_days_keep_the_time_of_day(now: float, days: int, zone: ZoneInfo) -> None:
    """Away from skipped hours, moving by days keeps the local clock."""
    there = parse_time_modifier(f"-{days}d").resolve(now, zone)
    back = parse_time_modifier(f"+{days}d").resolve(there, zone)
    assert abs(back - now) <= 3600
    assert strftime(now, "%M:%S", UTC) == strftime(there, "%M:%S", UTC) or zone.key == "Australia/Lord_Howe"
