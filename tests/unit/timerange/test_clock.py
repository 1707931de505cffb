"""Clocks and written instants."""

from __future__ import annotations

import time
from zoneinfo import ZoneInfo

import pytest

from harness.timerange import FixedClock, SystemClock, parse_instant, parse_zone, render_instant

CLOCK = FixedClock(1700055930.0)


def test_a_fixed_clock_stands_still() -> None:
    assert CLOCK.now() == CLOCK.now() == 1700055930.0


def test_the_system_clock_goes() -> None:
    before = time.time()
    assert before <= SystemClock().now() <= time.time()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1700000000", 1700000000.0),
        ("1700000000.5", 1700000000.5),
        ("2023-11-14T22:13:20Z", 1700000000.0),
        ("2023-11-14T22:13:20+02:00", 1699992800.0),
        ("2023-11-14 22:13:20", 1700000000.0),
        ("2023-11-14", 1699920000.0),
        ("-1h@h", 1700049600.0),
        ("now", 1700055930.0),
        (" now ", 1700055930.0),
    ],
)
def test_instants(text: str, expected: float) -> None:
    assert parse_instant(text, CLOCK) == expected


def test_iso_without_an_offset_is_local() -> None:
    assert parse_instant("2023-11-14T22:13:20", CLOCK, ZoneInfo("America/New_York")) == 1700018000.0


@pytest.mark.parametrize("text", ["", "yesterday", "2023-13-01", "2023-11-14Tnoon"])
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"ISO 8601|time modifier"):
        parse_instant(text, CLOCK)


@pytest.mark.parametrize("text", ["2023-11-14T22:13:20Z", "2023-11-14T22:13:20.25Z", "1969-12-31T23:59:59Z"])
def test_rendered_instants_read_back(text: str) -> None:
    assert render_instant(parse_instant(text)) == text


def test_zones_have_names() -> None:
    assert parse_zone("Europe/Berlin").key == "Europe/Berlin"
    for wrong in ("Europe/Atlantis", "../etc/passwd", ""):
        with pytest.raises(ValueError, match="unknown time zone"):
            parse_zone(wrong)
