"""strftime and strptime follow Splunk's codes on every platform."""

from __future__ import annotations

from datetime import UTC as DATETIME_UTC
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.timerange import strftime, strptime

UTC = ZoneInfo("UTC")
NEW_YORK = ZoneInfo("America/New_York")
NOW = 1700055930.0
T = 1700000000.5  # Tuesday 2023-11-14 22:13:20.5 UTC


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("%F", "2023-11-14"),
        ("%T", "22:13:20"),
        ("%X", "22:13:20"),
        ("%R", "22:13"),
        ("%D", "11/14/23"),
        ("%x", "11/14/2023"),
        ("%A %a", "Tuesday Tue"),
        ("%w %u", "2 2"),
        ("%d %e", "14 14"),
        ("%j", "318"),
        ("%U %W %V %G %g", "46 46 46 2023 23"),
        ("%b %B %h %m", "Nov November Nov 11"),
        ("%y %Y %C", "23 2023 20"),
        ("%H %I %k %l", "22 10 22 10"),
        ("%M %S %s %p", "13 20 1700000000 PM"),
        ("%N", "500000000"),
        ("%3N", "500"),
        ("%6N", "500000"),
        ("%9N", "500000000"),
        ("%Q", "500"),
        ("%6Q", "500000"),
        ("%9Q", "500000000"),
        ("%f", "500000"),
        ("%Z %z %:z %::z %:::z %Ez", "UTC +0000 +00:00 +00:00:00 +00 +0"),
        ("%c", "Tue Nov 14 22:13:20 2023"),
        ("%+", "Tue Nov 14 22:13:20 UTC 2023"),
        ("%%F", "%F"),
        ("plain 100% text", "plain 100% text"),
        ("%q", "%q"),
        ("", ""),
    ],
)
def test_each_code(code: str, expected: str) -> None:
    assert strftime(T, code, UTC) == expected


def test_space_padded_codes() -> None:
    assert strftime(1704272645, "%e|%k|%l", UTC) == " 3| 9| 9"


def test_midnight_and_noon_are_twelve() -> None:
    assert strftime(1704240000, "%I %p", UTC) == "12 AM"
    assert strftime(1704283200, "%I %p", UTC) == "12 PM"


def test_zones_west_of_greenwich_and_with_half_hours() -> None:
    assert strftime(T, "%T %Z %z %:z %Ez", NEW_YORK) == "17:13:20 EST -0500 -05:00 -300"
    assert strftime(T, "%z %:::z", ZoneInfo("Asia/Kolkata")) == "+0530 +05:30"


def test_fractions_are_exact_to_the_microsecond() -> None:
    """What a double cannot tell does not show: .123 is 123 milliseconds."""
    assert strftime(1700000000.123, "%3N %6N", UTC) == "123 123000"
    assert strftime(1699999999.9999999, "%T.%3N", UTC) == "22:13:20.000"


@pytest.mark.parametrize("epoch_s", [float("nan"), float("inf"), 1e18, -1e18])
def test_instants_that_no_calendar_has_are_null(epoch_s: float) -> None:
    assert strftime(epoch_s, "%F", UTC) is None


@given(st.floats(min_value=-6e10, max_value=2e11))
def test_week_numbers_agree_with_python(epoch_s: float) -> None:
    """%U, %W, %j, %V, %G and %u are those of Python's calendar for any date."""
    moment = datetime.fromtimestamp(round(epoch_s * 1_000_000) // 1_000_000, DATETIME_UTC)
    codes = "%U %W %j %V %u"
    assert strftime(epoch_s, codes, UTC) == moment.strftime(codes)


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("2023-12-25", "%F", 1703462400.0),
        ("2023-12-25 10:11:12", "%Y-%m-%d %H:%M:%S", 1703499072.0),
        ("2023-11-14T22:13:20+0200", "%Y-%m-%dT%H:%M:%S%z", 1699992800.0),
        ("2023-11-14T22:13:20-05:00", "%FT%T%:z", 1700018000.0),
        ("2023-11-14T22:13:20Z", "%FT%T%z", 1700000000.0),
        ("2023-11-14 22:13:20 EST", "%F %T %Z", 1700018000.0),
        ("2023-11-14 22:13:20 Europe/Berlin", "%F %T %Z", 1699996400.0),
        ("Nov 3 2023 07:08:09 PM", "%b %d %Y %I:%M:%S %p", 1699038489.0),
        ("november 03 2023 12:08 am", "%B %d %Y %I:%M %p", 1698970080.0),
        ("2022-07-23T17:19:01.250", "%Y-%m-%dT%H:%M:%S.%3N", 1658596741.25),
        ("2022-07-23 17:19:01.250001", "%F %T.%6N", 1658596741.250001),
        ("2022-07-23 17:19:01.25", "%F %T.%Q", 1658596741.25),
        ("1700000000", "%s", 1700000000.0),
        ("1700000000.250", "%s.%3N", 1700000000.25),
        ("23/318", "%y/%j", 1699920000.0),
        ("69 1 1", "%y %m %d", -31536000.0),
        ("Tue Nov 14 22:13:20 2023", "%c", 1700000000.0),
        ("2023 46 2", "%G %V %u", 1699920000.0),
        ("2023 46 2", "%Y %U %w", 1699920000.0),
        ("2024-01-02x", "%Y-%m-%d", 1704153600.0),
        ("  2024-01-02", "%Y-%m-%d", 1704153600.0),
        ("10:30", "%H:%M", 1700044200.0),
        ("Nov 3", "%b %d", 1698969600.0),
        ("100% 2024-01-02", "100%% %F", 1704153600.0),
    ],
)
def test_reading(text: str, code: str, expected: float) -> None:
    assert strptime(text, code, UTC, NOW) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nope", "%F"),
        ("2023-02-30", "%F"),
        ("2023-13-01", "%F"),
        ("2023-01-01 24:00", "%F %H:%M"),
        ("2023-01", "%Y-%m"),
        ("2023", "%Y"),
        ("2024-01-02", "%Y-%m-%d %H"),
        ("2023-01-01 XYZ", "%F %Z"),
        ("2023-01-01", "%F%q"),
        ("0000-01-01", "%F"),
        ("", "%F"),
    ],
)
def test_what_does_not_match_is_null(text: str, code: str) -> None:
    assert strptime(text, code, UTC, NOW) is None


def test_times_without_an_offset_are_local() -> None:
    assert strptime("2024-07-01 00:00", "%F %H:%M", NEW_YORK, NOW) == 1719806400.0
    assert strptime("2024-07-01 00:00 EDT", "%F %H:%M %Z", NEW_YORK, NOW) == 1719806400.0


def test_special_characters_of_regular_expressions_are_plain() -> None:
    assert strptime("[2024-01-02] (x.*)", "[%F] (x.*)", UTC, NOW) == 1704153600.0
    assert strptime("[2024-01-02] (xyz)", "[%F] (x.*)", UTC, NOW) is None


@given(
    st.integers(0, 4_000_000_000_000).map(lambda ms: ms / 1000),
    st.sampled_from(["%F %T.%3N%z", "%s.%3N", "%d %b %Y %I:%M:%S.%Q %p %Z", "%Y-%j %T.%6N %Ez", "%m/%d/%Y %X.%f %:z"]),
)
def test_what_is_written_reads_back(epoch_s: float, code: str) -> None:
    """strptime is the inverse of strftime for formats that tell everything."""
    written = strftime(epoch_s, code, UTC)
    assert written is not None
    assert strptime(written, code, UTC, NOW) == pytest.approx(epoch_s, abs=1e-6)
